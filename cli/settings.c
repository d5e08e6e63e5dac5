/*
 * What can be set stands in one table, with its kind and its range. Values are
 * stored as they were typed, once they are known to be right; paths are made
 * absolute, since cron polls from somewhere else.
 *
 * Whatever may be a credential is bound to the origin that the feed had when
 * it was set: a feed that moves elsewhere does not take it along.
 */
#include "cli/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "cli/credentials.h"
#include "cli/secrets.h"

#define DAY       86400
#define VALUE_MAX 2000

enum setting_kind {
    SETTING_TEXT,
    SETTING_YES,
    SETTING_COUNT,
    SETTING_DURATION,
    SETTING_SIZE,
    SETTING_PATH,
    SETTING_COMMAND,
    SETTING_PROXY,
    SETTING_URL,
    SETTING_HIDDEN, /* stored by us, can be taken back */
};

struct rule {
    const char *name;
    enum setting_kind kind;
    bool bound; /* to the origin */
    int64_t min, max;
};

static const struct rule rules[] = {
    {"allow-private", SETTING_YES, false, 0, 0},
    {"cookies", SETTING_PATH, true, 0, 0},
    {"headers-file", SETTING_PATH, true, 0, 0},
    {"insecure", SETTING_YES, false, 0, 0},
    {"interval", SETTING_DURATION, false, 60, 30 * DAY},
    {"keep-days", SETTING_COUNT, false, 0, KEEP_DAYS_MAX},
    {"keep-entries", SETTING_COUNT, false, 0, KEEP_ENTRIES_MAX},
    {"max-body", SETTING_SIZE, false, 1024, LIMIT_BODY},
    {"password", SETTING_HIDDEN, true, 0, 0},
    {"password-command", SETTING_COMMAND, true, 0, 0},
    {"password-file", SETTING_PATH, true, 0, 0},
    {"proxy", SETTING_PROXY, false, 0, 0},
    {"timeout", SETTING_DURATION, false, 1, 3600},
    {"title", SETTING_TEXT, false, 0, 0},
    {"token-command", SETTING_COMMAND, true, 0, 0},
    {"token-file", SETTING_PATH, true, 0, 0},
    {"url", SETTING_URL, false, 0, 0},
    {"user", SETTING_TEXT, true, 0, 0},
    {"user-agent", SETTING_TEXT, false, 0, 0},
};

static const char header_prefix[] = "header.";

static const struct rule *find_rule(const char *name)
{
    static const struct rule header = {header_prefix, SETTING_TEXT, true, 0, 0};

    if (!strncmp(name, header_prefix, sizeof(header_prefix) - 1))
        return &header;
    for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
        if (!strcmp(rules[i].name, name))
            return &rules[i];
    return NULL;
}

/* Headers */

/* What HTTP or newsfold decides, or what has a setting of its own. */
static bool is_ours(const char *name, size_t len)
{
    static const char *const names[] = {
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "cookie",
        "expect",
        "host",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "range",
        "te",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (strlen(names[i]) == len && !strncasecmp(names[i], name, len))
            return true;
    return false;
}

int header_check(const char *line, struct error *err)
{
    static const char token[] = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrst"
                                "uvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    size_t len = strspn(line, token);

    if (!len || line[len] != ':')
        return error_set(err, ERROR_INPUT, "'%.60s' is no name of a header",
                         line);
    if (is_ours(line, len))
        return error_set(err, ERROR_INPUT,
                         "the header %.*s is not to be set; user, "
                         "password-*, token-*, cookies and user-agent have "
                         "settings of their own",
                         (int)len, line);
    if (!line[len + 1 + strspn(line + len + 1, " \t")])
        return error_set(err, ERROR_INPUT, "the header %.*s has no value",
                         (int)len, line);
    for (const char *p = line; *p; p++)
        if (((unsigned char)*p < ' ' && *p != '\t') || *p == 0x7f)
            return error_set(err, ERROR_INPUT,
                             "the header %.*s has control characters", (int)len,
                             line);
    return 0;
}

/* Checking values: the form to be stored goes to out. */

static int wrong(struct error *err, const char *name, const char *value,
                 const char *what)
{
    return error_set(err, ERROR_INPUT, "%s=%.60s: %s", name, value, what);
}

static int check_text(const char *name, const char *value, struct error *err)
{
    if (!utf8_valid(value, strlen(value)))
        return wrong(err, name, "...", "it is not UTF-8");
    for (const char *p = value; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            return wrong(err, name, "...", "it has control characters");
    return 0;
}

static int check_path(struct strbuf *out, const char *value, struct error *err)
{
    const char *home = getenv("HOME");
    char *folder = NULL;

    if (!strncmp(value, "~/", 2) && home && *home == '/') {
        strbuf_addf(out, "%s%s", home, value + 1);
    } else if (*value == '/') {
        strbuf_addstr(out, value);
    } else {
        char buffer[4096];
        folder = getcwd(buffer, sizeof(buffer));
        if (!folder)
            return error_set(err, ERROR_INPUT, "'%.60s': where are we? %s",
                             value, strerror(errno));
        strbuf_addf(out, "%s/%s", folder, value);
    }
    return 0;
}

static int check_proxy(const char *value, struct error *err)
{
    if (!strcmp(value, "none") || url_is_proxy(value))
        return 0;
    return wrong(err, "proxy", "...",
                 "none, or a url with http, https, socks4, socks4a, socks5 or "
                 "socks5h");
}

static int check_amount(const struct rule *rule, const char *value,
                        struct error *err)
{
    int64_t amount;
    bool fits = rule->kind == SETTING_SIZE
                    ? cli_size(value, rule->min, rule->max, &amount)
                    : cli_duration(value, rule->min, rule->max, &amount);

    if (fits)
        return 0;
    return error_set(
        err, ERROR_INPUT, "%s=%.60s is not a %s from %lld to %lld", rule->name,
        value, rule->kind == SETTING_SIZE ? "size in bytes" : "time in seconds",
        (long long)rule->min, (long long)rule->max);
}

static int check_count(const struct rule *rule, const char *value,
                       struct error *err)
{
    long number;

    if (cli_number(value, (long)rule->min, (long)rule->max, &number))
        return 0;
    return error_set(err, ERROR_INPUT,
                     "%s=%.60s is not a number from %lld to %lld", rule->name,
                     value, (long long)rule->min, (long long)rule->max);
}

static int check_value(const struct rule *rule, const char *name,
                       const char *value, struct strbuf *out, struct error *err)
{
    struct error why;

    if (check_text(name, value, err) < 0)
        return err->code;
    switch (rule->kind) {
    case SETTING_PATH:
        return check_path(out, value, err);
    case SETTING_URL:
        return url_subscribe(out, value, err);
    case SETTING_YES:
        if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
            return wrong(err, name, value, "yes or no");
        break;
    case SETTING_DURATION:
    case SETTING_SIZE:
        if (check_amount(rule, value, err) < 0)
            return err->code;
        break;
    case SETTING_COUNT:
        if (check_count(rule, value, err) < 0)
            return err->code;
        break;
    case SETTING_PROXY:
        if (check_proxy(value, err) < 0)
            return err->code;
        break;
    case SETTING_COMMAND:
        if (secrets_check_command(value, &why) < 0)
            return wrong(err, name, "...", why.message);
        break;
    case SETTING_HIDDEN:
        return error_set(err, ERROR_INPUT,
                         "a password is not typed: password-command and "
                         "password-file say where it is");
    case SETTING_TEXT:
        break;
    }
    strbuf_addstr(out, value);
    return 0;
}

static int check_header(const char *name, const char *value, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf line;

    strbuf_init(&line, 2 * VALUE_MAX);
    strbuf_addf(&line, "%s: %s", name + sizeof(header_prefix) - 1, value);
    return header_check(line.data, err);
}

int setting_parse(const char *text, struct arena *arena,
                  struct feed_setting *ret_setting, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf value;
    size_t len = strcspn(text, "=");
    const char *name = arena_strndup(arena, text, len);
    const struct rule *rule = find_rule(name);

    strbuf_init(&value, LIMIT_URL);
    if (!text[len])
        return error_set(err, ERROR_INPUT, "'%.60s' is not NAME=VALUE", text);
    if (!rule)
        return error_set(err, ERROR_INPUT, "there is no setting '%.40s'", name);
    if (strlen(text) > VALUE_MAX)
        return error_set(err, ERROR_INPUT, "%.40s is longer than %d bytes",
                         name, VALUE_MAX);
    const char *given = text + len + 1;
    if (*given && rule->name == header_prefix &&
        check_header(name, given, err) < 0)
        return err->code;
    if (*given && check_value(rule, name, given, &value, err) < 0)
        return err->code;
    if (!*given && rule->kind == SETTING_URL)
        return error_set(err, ERROR_INPUT, "a feed has a url");
    bool unset = !*given || (rule->kind == SETTING_YES && value.data[0] == 'n');
    *ret_setting = (struct feed_setting){
        name, unset ? NULL : arena_strndup(arena, value.data, value.len)};
    return 0;
}

/* Storing */

static int store_url(struct store *store, const struct cli *cli, int64_t feed,
                     const char *typed, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf url;
    CLEANUP(strbuf_release) struct strbuf user;
    CLEANUP(strbuf_release) struct strbuf password;

    strbuf_init(&url, LIMIT_URL);
    strbuf_init(&user, LIMIT_URL);
    strbuf_init(&password, LIMIT_URL);
    bool known = url_take_credentials(&url, typed, &user, &password);
    int result = store_feed_url(store, feed, url.data, cli->now, err);
    if (result == STORE_EXISTS)
        return error_set(err, ERROR_INPUT, "another feed has this url already");
    if (result == 0 && known)
        result =
            credentials_store(store, cli, feed, user.data, password.data, err);
    return result;
}

int setting_store(struct store *store, const struct cli *cli, int64_t feed,
                  const struct feed_setting *setting, struct error *err)
{
    const char *name = setting->name;
    const struct rule *rule = find_rule(name);

    if (!strcmp(name, "title"))
        return store_feed_title(store, feed, setting->value, err);
    if (!strcmp(name, "allow-private"))
        return store_feed_private(store, feed, setting->value != NULL, err);
    if (!strcmp(name, "url"))
        return store_url(store, cli, feed, setting->value, err);
    if (setting->value && rule->bound &&
        credentials_bind(store, cli, feed, err) < 0)
        return err->code;
    return store_feed_set(store, feed, name, setting->value, err);
}

/* Reading */

bool setting_is_harmless(const char *name)
{
    static const char *const names[] = {"interval", "keep-days", "keep-entries",
                                        "max-body", "timeout",   "user-agent"};

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

bool setting_is_bound(const char *name)
{
    const struct rule *rule = find_rule(name);

    return rule && rule->bound;
}

bool setting_is_path(const char *name)
{
    const struct rule *rule = find_rule(name);

    return rule && rule->kind == SETTING_PATH;
}

void setting_shown(struct strbuf *out, const struct feed_setting *setting)
{
    if (!strcmp(setting->name, "password") ||
        !strncmp(setting->name, header_prefix, sizeof(header_prefix) - 1))
        strbuf_addstr(out, "...");
    else if (!strcmp(setting->name, "proxy"))
        url_redact(out, setting->value);
    else
        text_clean_line(out, setting->value);
}

const char *feed_setting(const struct feed *feed, const char *name)
{
    for (size_t i = 0; i < feed->setting_count; i++)
        if (!strcmp(feed->settings[i].name, name))
            return feed->settings[i].value;
    return NULL;
}

int64_t feed_setting_amount(const struct feed *feed, const char *name)
{
    const char *value = feed_setting(feed, name);
    const struct rule *rule = find_rule(name);
    int64_t amount = 0;

    if (!value || !rule)
        return 0;
    if (rule->kind == SETTING_SIZE)
        return cli_size(value, rule->min, rule->max, &amount) ? amount : 0;
    return cli_duration(value, rule->min, rule->max, &amount) ? amount : 0;
}

bool feed_setting_yes(const struct feed *feed, const char *name)
{
    const char *value = feed_setting(feed, name);

    return value && !strcmp(value, "yes");
}
