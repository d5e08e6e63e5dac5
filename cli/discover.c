/*
 * Everything goes by the fetcher with its guards, and what comes is judged by
 * a parse worker: a feed is what parses as one, whatever its server calls it.
 * A page is read by our own tokenizer.
 */
#include "cli/discover.h"

#include <poll.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/fetching.h"
#include "cli/pool.h"
#include "cli/record.h"
#include "parser/parser.h"

#define AT_ONCE    16
#define WORKERS    2
#define PAGE_LIMIT ((size_t)4 << 20) /* bytes of a page that are looked at */

struct looker {
    struct fetcher *fetcher;
    struct pool *pool;
    struct arena arena;
    struct look_options options;
    uint32_t max_entries;
};

static uint64_t hash_bytes(const char *bytes, size_t len)
{
    uint64_t hash = 0xcbf29ce484222325ULL;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3ULL;
    return hash;
}

static enum look_result result_of(const struct fetch_response *response)
{
    if (response->outcome == FETCH_REFUSED)
        return LOOK_REFUSED;
    if (response->status == 404 || response->status == 410)
        return LOOK_MISSING;
    return LOOK_UNTOLD;
}

static void on_response(void *context, const struct fetch_response *response)
{
    struct looker *looker = context;
    struct look *look = response->tag;
    struct arena *arena = &looker->arena;

    look->result = result_of(response);
    look->message = arena_strdup(arena, response->message);
    if (response->outcome != FETCH_BODY)
        return;
    look->result = LOOK_PAGE;
    look->len = response->len < PAGE_LIMIT ? response->len : PAGE_LIMIT;
    look->body = arena_strndup(arena, response->body, look->len);
    look->content_type = arena_strdup(arena, response->content_type);
    look->base_url = arena_strdup(arena, response->base_url);
    look->hash = hash_bytes(response->body, response->len);
    struct pool_job job = {
        .content_type = response->content_type,
        .base_url = response->base_url,
        .max_entries = looker->max_entries,
        .body = response->body,
        .len = response->len,
        .tag = look,
    };
    pool_add(looker->pool, &job);
}

static void on_answer(void *context, void *tag, struct pool_answer *answer)
{
    struct looker *looker = context;
    struct look *look = tag;
    CLEANUP(arena_release) struct arena arena = {0};
    struct record_reader reader = {
        answer->info.data, answer->info.data + answer->info.len, &arena};
    struct feed_info info;
    struct error err;

    if (answer->failed) {
        look->message = arena_strdup(&looker->arena, answer->error.message);
        return;
    }
    if (record_get_info(&reader, &info, &err) < 0)
        return;
    look->result = LOOK_FEED;
    look->title = arena_strdup(&looker->arena, info.title);
}

int looker_new(struct cli *cli, struct nursery *nursery,
               const struct look_options *options, struct looker **ret_looker,
               struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf agent;
    struct looker *looker = xcalloc(1, sizeof(*looker));
    struct fetch_options fetching;

    strbuf_init(&agent, 1024);
    fetching_options(cli, AT_ONCE, &agent, &fetching);
    looker->options = *options;
    looker->max_entries = (uint32_t)cli->config.max_entries;
    int result =
        fetcher_new(&fetching, on_response, looker, &looker->fetcher, err);
    if (result < 0) {
        xfree(looker);
        return result;
    }
    looker->pool = pool_new(nursery, WORKERS, on_answer, looker);
    *ret_looker = looker;
    return 0;
}

void looker_free(struct looker *looker)
{
    if (!looker)
        return;
    fetcher_free(looker->fetcher);
    pool_free(looker->pool);
    arena_release(&looker->arena);
    xfree(looker);
}

int look_at(struct looker *looker, struct look *looks, size_t count,
            struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < count; i++) {
        struct fetch_request request = {
            .url = looks[i].url,
            .allow_private = looker->options.allow_private,
            .insecure = looker->options.insecure,
            .tag = &looks[i],
        };
        fetcher_add(looker->fetcher, &request);
    }
    while (result == 0 &&
           (fetcher_pending(looker->fetcher) || pool_pending(looker->pool))) {
        struct pollfd fds[WORKERS];
        size_t waiting = pool_descriptors(looker->pool, fds);
        bool idle = pool_pending(looker->pool) && !waiting;
        result =
            fetcher_step(looker->fetcher, fds, waiting, idle ? 0 : 1000, err);
        pool_step(looker->pool, fds, waiting);
    }
    return result;
}

/* With the page's own credentials, where it is of the page's origin, and no
 * redirect has led to another's page. */
static const char *candidate(struct looker *looker, const struct look *page,
                             const char *url)
{
    CLEANUP(strbuf_release) struct strbuf bare;
    CLEANUP(strbuf_release) struct strbuf user;
    CLEANUP(strbuf_release) struct strbuf password;
    CLEANUP(strbuf_release) struct strbuf out;
    CLEANUP(strbuf_release) struct strbuf checked;
    struct error err;

    strbuf_init(&bare, LIMIT_URL);
    strbuf_init(&user, LIMIT_URL);
    strbuf_init(&password, LIMIT_URL);
    strbuf_init(&out, LIMIT_URL);
    strbuf_init(&checked, LIMIT_URL);
    if (!strncmp(url, "file:", 5) || url_subscribe(&checked, url, &err) < 0)
        return NULL;
    bool known = url_take_credentials(&bare, page->url, &user, &password);
    if (known && url_same_origin(page->url, checked.data) &&
        url_same_origin(page->url, page->base_url))
        url_put_credentials(&out, checked.data, user.data, password.data);
    else
        strbuf_addstr(&out, checked.data);
    return out.cut ? NULL : arena_strndup(&looker->arena, out.data, out.len);
}

/* Keep those that are feeds, and of one body the first. */
static size_t keep_feeds(struct look *looks, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t j = 0; j < kept && !known; j++)
            known = looks[j].hash == looks[i].hash;
        if (looks[i].result == LOOK_FEED && !known)
            looks[kept++] = looks[i];
    }
    return kept;
}

static int look_at_links(struct looker *looker, const struct look *page,
                         struct look **ret_feeds, size_t *ret_count,
                         struct error *err)
{
    struct parser_options options = {page->content_type, page->base_url, 0};
    struct feed_link *links;
    size_t found, count = 0;

    parser_discover(page->body, page->len, &options, &looker->arena, &links,
                    &found);
    struct look *looks =
        arena_calloc(&looker->arena, found + 1, sizeof(*looks));
    for (size_t i = 0; i < found; i++) {
        looks[count].url = candidate(looker, page, links[i].url);
        count += looks[count].url != NULL;
    }
    if (look_at(looker, looks, count, err) < 0)
        return err->code;
    *ret_count = keep_feeds(looks, count);
    *ret_feeds = looks;
    return 0;
}

static int look_at_places(struct looker *looker, const struct look *page,
                          struct look **ret_feeds, size_t *ret_count,
                          struct error *err)
{
    static const char *const places[] = {
        "feed",    "rss",       "atom.xml",  "index.xml", "feed.xml",
        "rss.xml", "feed.json", "feed/",     "rss/",      "atom",
        "feeds",   "index.rss", "index.rdf",
    };

    enum { COUNT = sizeof(places) / sizeof(*places) };
    struct look *looks =
        arena_calloc(&looker->arena, (size_t)2 * COUNT, sizeof(*looks));
    size_t count = 0;

    /* Beside the page, then at the root. */
    for (size_t i = 0; i < (size_t)2 * COUNT; i++) {
        CLEANUP(strbuf_release) struct strbuf place;
        CLEANUP(strbuf_release) struct strbuf url;
        bool known = false;
        strbuf_init(&place, 64);
        strbuf_init(&url, LIMIT_URL);
        strbuf_addf(&place, "%s%s", i < COUNT ? "" : "/", places[i % COUNT]);
        url_resolve(&url, page->base_url, place.data);
        const char *place_url = candidate(looker, page, url.data);
        for (size_t j = 0; place_url && j < count && !known; j++)
            known = !strcmp(looks[j].url, place_url);
        if (place_url && !known)
            looks[count++].url = place_url;
    }
    if (look_at(looker, looks, count, err) < 0)
        return err->code;
    *ret_count = keep_feeds(looks, count);
    *ret_feeds = looks;
    return 0;
}

int look_for_feeds(struct looker *looker, const struct look *page,
                   struct look **ret_feeds, size_t *ret_count,
                   struct error *err)
{
    int result = look_at_links(looker, page, ret_feeds, ret_count, err);

    if (result < 0 || *ret_count)
        return result;
    return look_at_places(looker, page, ret_feeds, ret_count, err);
}
