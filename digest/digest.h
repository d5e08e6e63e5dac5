#pragma once
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/story.h"
#include "base/strbuf.h"

/*
 * Digest: stories rendered for people
 *
 * Takes records, returns text; reads no database and prints nothing. Foreign
 * text passes through one encoder a format.
 */

struct digest_options {
    const char *title;  /* of the digest: "newsfold: 12 stories" when NULL */
    const char *sender; /* mail: From, an address or "Name <address>" */
    const char *const *recipients; /* mail: To; each one mailbox */
    size_t recipient_count;
    int64_t now;
    size_t columns;      /* text width, default 72 */
    size_t teaser_words; /* of the lead's text, default 40; 0 = default */
    const char *message_id_host; /* mail: right side of Message-ID; default
                                    "newsfold.invalid" */
};

/*
 * Plain text: for each story its title, how many outlets carry it and which,
 * a teaser of the lead, its link; then the copies' titles where they differ.
 */
void digest_text(const struct story *stories, size_t count,
                 const struct digest_options *options, struct strbuf *out);

/*
 * An RFC 5322 message around the text digest: MIME 1.0, text/plain UTF-8, quoted-printable
 * or base64 as needed, Date, Message-ID, From, To, Subject, List-Id,
 * Auto-Submitted. Lines end in \n (what sendmail -t takes). ERROR_INPUT for a
 * sender or recipient that is not one mailbox.
 */
int digest_mail(const struct story *stories, size_t count,
                const struct digest_options *options, struct strbuf *out,
                struct error *err);
