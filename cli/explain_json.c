/*
 * The same as a line of JSON: all that is known of two entries, foreign text
 * quoted.
 */
#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/explaining.h"

static const char *why_discounted(enum discount why)
{
    static const char *const names[] = {
        [DISCOUNT_REPEATED] = "repeated",
        [DISCOUNT_CREDIT] = "credit",
        [DISCOUNT_LINE] = "boilerplate",
        [DISCOUNT_OPENING] = "opening",
    };

    return names[why];
}

/* 0: none. */
static void json_id(struct strbuf *out, int64_t id)
{
    if (id)
        strbuf_addf(out, "%lld", (long long)id);
    else
        strbuf_addstr(out, "null");
}

static void json_quotation(struct strbuf *out,
                           const struct quotation *quotation)
{
    CLEANUP(strbuf_release) struct strbuf text;

    strbuf_init(&text, LIMIT_FIELD);
    strbuf_add(&text, quotation->text, quotation->len);
    json_quote(out, text.data);
}

static void json_lists(struct strbuf *out, const struct fold_explanation *e)
{
    strbuf_addstr(out, ",\"shared_passages\":[");
    for (size_t i = 0; i < e->passage_count; i++) {
        strbuf_addstr(out, i ? "," : "");
        json_quotation(out, &e->passages[i]);
    }
    strbuf_addstr(out, "],\"discounted\":[");
    for (size_t i = 0; i < e->discounted_count; i++) {
        const struct discounted *d = &e->discounted[i];
        strbuf_addf(out,
                    "%s{\"side\":%d,\"why\":\"%s\",\"times\":%llu,"
                    "\"line\":",
                    i ? "," : "", d->side, why_discounted(d->why),
                    (unsigned long long)d->times);
        json_quotation(out, &d->line);
        strbuf_addch(out, '}');
    }
    strbuf_addstr(out, "],\"facts\":[");
    for (size_t i = 0; i < e->fact_count; i++) {
        const struct fold_fact *fact = &e->fact_list[i];
        strbuf_addf(out,
                    "%s{\"side\":%d,\"agrees\":%s,\"opposite\":%s,"
                    "\"word\":",
                    i ? "," : "", fact->side, fact->agrees ? "true" : "false",
                    fact->opposite ? "true" : "false");
        json_quotation(out, &fact->word);
        strbuf_addch(out, '}');
    }
    strbuf_addstr(out, "],\"contradictions\":[");
    for (size_t i = 0; i < e->contradiction_count; i++) {
        strbuf_addstr(out, i ? ",[" : "[");
        json_quotation(out, &e->contradictions[i].texts[0]);
        strbuf_addch(out, ',');
        json_quotation(out, &e->contradictions[i].texts[1]);
        strbuf_addch(out, ']');
    }
    strbuf_addstr(out, "],\"objector\":");
    json_id(out, e->objector);
}

void explain_json(struct explaining *explaining,
                  const struct fold_explanation *e)
{
    struct strbuf *out = &explaining->out;

    strbuf_addf(
        out, "{\"entries\":[%lld,%lld],\"stories\":[%lld,%lld],",
        (long long)explaining->entries[0], (long long)explaining->entries[1],
        (long long)explaining->stories[0], (long long)explaining->stories[1]);
    strbuf_addf(out, "\"joined\":%s,\"correction\":",
                explaining->stories[0] == explaining->stories[1] ? "true"
                                                                 : "false");
    json_id(out, explaining->correction);
    strbuf_addf(out, ",\"copy\":%s,\"rule\":\"%s\",\"breach\":\"%s\"",
                e->copy ? "true" : "false", fold_rule_name(e->rule),
                breach_name(e->breach));
    strbuf_addf(out, ",\"fold_versions\":[%lld,%lld]",
                (long long)explaining->versions[0],
                (long long)explaining->versions[1]);
    strbuf_addf(out,
                ",\"containment\":%.4f,\"needed\":%.4f,\"contained\":[%.4f,"
                "%.4f],\"coverage\":%.4f,\"in_both\":%.4f,\"shared\":%.2f,"
                "\"opening\":%.4f,"
                "\"facts_agree\":%.4f,\"facts_needed\":%.4f",
                e->containment, e->needed, e->contained[0], e->contained[1],
                e->coverage, e->in_both, e->shared, e->opening, e->facts,
                e->facts_needed);
    strbuf_addf(out,
                ",\"words\":[%zu,%zu],\"kept\":[%zu,%zu],\"distance\":%d,"
                "\"passage_distance\":%d",
                e->words[0], e->words[1], e->kept[0], e->kept[1], e->distance,
                e->passage_distance);
    json_lists(out, e);
    strbuf_addstr(out, "}\n");
}
