/*
 * A feed's settings, made into a request. Credentials and headers are left
 * out when the feed is no longer at the origin they were given for.
 */
#include "cli/feed_request.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/credentials.h"
#include "cli/settings.h"

#define FILE_LIMIT (1 << 20) /* of cookies and headers */

struct wanting {
    const int64_t *feeds;
    size_t count;
    struct secrets *secrets;
};

static int want(void *context, int64_t feed, const char *value,
                struct error *err)
{
    struct wanting *wanting = context;

    for (size_t i = 0; i < wanting->count; i++)
        if (wanting->feeds[i] == feed) {
            secrets_want(wanting->secrets, value);
            break;
        }
    return 0;
}

/* Few feeds have a command: which those are is asked, not what each has. */
int feeds_want_secrets(struct store *store, const int64_t *feeds, size_t count,
                       struct secrets *secrets, struct error *err)
{
    static const char *const names[] = {"password-command", "token-command"};
    struct wanting wanting = {feeds, count, secrets};
    int result = 0;

    for (size_t i = 0; i < sizeof(names) / sizeof(*names) && result == 0; i++)
        result = store_feeds_setting(store, names[i], want, &wanting, err);
    return result;
}

/* The secret that the setting "<what>-command" or "<what>-file" leads to;
 * *ret is left alone where neither is set. */
static int find_secret(const struct feed *feed, const char *command,
                       const char *file, const struct secrets *secrets,
                       struct arena *arena, const char **ret, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf text;
    const char *found = NULL;

    strbuf_init(&text, FILE_LIMIT);
    if (feed_setting(feed, command)) {
        if (secrets_of(secrets, feed_setting(feed, command), &found, err) < 0)
            return error_wrap(err, "%s", command);
    } else if (feed_setting(feed, file)) {
        if (secrets_read_file(&text, feed_setting(feed, file), err) < 0)
            return error_wrap(err, "%s", file);
        found = text.data;
    }
    if (found)
        *ret = arena_strdup(arena, found);
    return 0;
}

static int take_credentials(const struct feed *feed,
                            const struct secrets *secrets, struct arena *arena,
                            struct fetch_request *request, struct error *err)
{
    request->password = feed_setting(feed, "password");
    if (find_secret(feed, "password-command", "password-file", secrets, arena,
                    &request->password, err) < 0 ||
        find_secret(feed, "token-command", "token-file", secrets, arena,
                    &request->token, err) < 0)
        return err->code;
    request->user = feed_setting(feed, "user");
    if (request->password && !request->user)
        request->user = "";
    return 0;
}

static int read_cookies(const struct feed *feed, struct arena *arena,
                        struct fetch_request *request, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf text;
    const char *path = feed_setting(feed, "cookies");

    strbuf_init(&text, FILE_LIMIT);
    if (!path)
        return 0;
    if (secrets_read_all(&text, path, err) < 0)
        return error_wrap(err, "cookies");
    request->cookies = arena_strdup(arena, text.data);
    return 0;
}

/* The lines of a file that are headers; "#" begins a comment. */
static int add_lines(struct strbuf *out, char *text, struct error *err)
{
    for (char *at = text; *at;) {
        size_t len = strcspn(at, "\r\n");
        char *next = at + len + (at[len] ? 1 : 0);
        at[len] = '\0';
        if (*at && *at != '#') {
            if (header_check(at, err) < 0)
                return err->code;
            strbuf_addf(out, "%s\n", at);
        }
        at = next;
    }
    return 0;
}

static int read_headers(const struct feed *feed, struct arena *arena,
                        struct fetch_request *request, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf text;
    CLEANUP(strbuf_release) struct strbuf lines;
    const char *path = feed_setting(feed, "headers-file");

    strbuf_init(&text, FILE_LIMIT);
    strbuf_init(&lines, FILE_LIMIT);
    for (size_t i = 0; i < feed->setting_count; i++)
        if (!strncmp(feed->settings[i].name, "header.", 7))
            strbuf_addf(&lines, "%s: %s\n", feed->settings[i].name + 7,
                        feed->settings[i].value);
    if (path && (secrets_read_all(&text, path, err) < 0 ||
                 add_lines(&lines, text.data, err) < 0))
        return error_wrap(err, "headers-file");
    if (lines.len)
        request->headers = arena_strdup(arena, lines.data);
    return 0;
}

int feed_request(const struct feed *feed, const struct secrets *secrets,
                 struct arena *arena, struct fetch_request *ret_request,
                 struct error *err)
{
    const char *proxy = feed_setting(feed, "proxy");
    struct fetch_request request = {
        .url = feed->url,
        .etag = feed->etag,
        .last_modified = feed->last_modified,
        .allow_private = feed->allow_private,
        .insecure = feed_setting_yes(feed, "insecure"),
        .user_agent = feed_setting(feed, "user-agent"),
        .proxy = proxy && !strcmp(proxy, "none") ? "" : proxy,
        .timeout_ms = (long)feed_setting_amount(feed, "timeout") * 1000,
        .max_body = (size_t)feed_setting_amount(feed, "max-body"),
    };

    if (credentials_hold(feed) &&
        (take_credentials(feed, secrets, arena, &request, err) < 0 ||
         read_cookies(feed, arena, &request, err) < 0 ||
         read_headers(feed, arena, &request, err) < 0))
        return err->code;
    *ret_request = request;
    return 0;
}
