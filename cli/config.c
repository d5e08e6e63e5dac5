/*
 * The configuration file: sections and "key = value" lines, read by inih and
 * checked against one table, so that what can be set, its unit and its range
 * stand in one place. A key that is not in the table is an error: a setting
 * with a typing mistake must not be silently without effect.
 */
#include <errno.h>
#include <ini.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/cli.h"

enum setting_kind {
    SETTING_TEXT,
    SETTING_PROXY,    /* text, a url that may hold a password */
    SETTING_COUNT,    /* size_t */
    SETTING_DURATION, /* int64_t seconds: 90, 90s, 10m, 24h, 14d, 2w */
    SETTING_SIZE,     /* size_t bytes: 500, 64K, 32M */
};

struct setting {
    const char *section;
    const char *key;
    enum setting_kind kind;
    size_t offset; /* in struct config */
    int64_t min, max;
};

#define AT(member) offsetof(struct config, member)
#define DAY        86400

static const struct setting settings[] = {
    {"store", "database", SETTING_TEXT, AT(database), 0, 0},
    {"poll", "jobs", SETTING_COUNT, AT(max_transfers), 1, 1000},
    {"poll", "per-host", SETTING_COUNT, AT(max_per_host), 1, 100},
    {"poll", "workers", SETTING_COUNT, AT(workers), 0, 64},
    {"poll", "max-entries", SETTING_COUNT, AT(max_entries), 1, LIMIT_ENTRIES},
    {"poll", "max-body", SETTING_SIZE, AT(max_body), 1024, LIMIT_BODY},
    {"poll", "timeout", SETTING_DURATION, AT(timeout), 1, 3600},
    {"poll", "min-interval", SETTING_DURATION, AT(min_interval), 60, 7 * DAY},
    {"poll", "max-interval", SETTING_DURATION, AT(max_interval), 60, 30 * DAY},
    {"poll", "command-timeout", SETTING_DURATION, AT(command_timeout), 1, 600},
    {"poll", "user-agent", SETTING_TEXT, AT(user_agent), 0, 0},
    {"poll", "contact", SETTING_TEXT, AT(contact), 0, 0},
    {"poll", "proxy", SETTING_PROXY, AT(proxy), 0, 0},
    {"poll", "authorities", SETTING_TEXT, AT(authorities), 0, 0},
    {"fold", "window", SETTING_DURATION, AT(window), 3600, 365 * DAY},
    {"keep", "days", SETTING_COUNT, AT(keep_days), 0, KEEP_DAYS_MAX},
    {"keep", "entries", SETTING_COUNT, AT(keep_entries), 0, KEEP_ENTRIES_MAX},
    {"digest", "from", SETTING_TEXT, AT(sender), 0, 0},
};

struct reading {
    struct config *config;
    const char *path;
    struct error *err;
    int result;
};

static const struct setting *find_setting(const char *section, const char *key)
{
    for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++)
        if (!strcmp(settings[i].section, section) &&
            !strcmp(settings[i].key, key))
            return &settings[i];
    return NULL;
}

/* What one unit of the kind's suffix is worth; 0 for a suffix it has not. */
static int64_t unit_of(enum setting_kind kind, const char *suffix)
{
    static const struct {
        const char *suffix;
        enum setting_kind kind;
        int64_t unit;
    } units[] = {
        {"s", SETTING_DURATION, 1},       {"m", SETTING_DURATION, 60},
        {"h", SETTING_DURATION, 3600},    {"d", SETTING_DURATION, DAY},
        {"w", SETTING_DURATION, 7 * DAY}, {"K", SETTING_SIZE, 1024},
        {"M", SETTING_SIZE, 1024 * 1024},
    };

    if (!*suffix)
        return 1;
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
        if (units[i].kind == kind && !strcmp(units[i].suffix, suffix))
            return units[i].unit;
    return 0;
}

static bool parse_amount(enum setting_kind kind, const char *text, int64_t min,
                         int64_t max, int64_t *ret_amount)
{
    char *suffix;

    errno = 0;
    long long number = strtoll(text, &suffix, 10);
    if (errno || suffix == text || number < 0 || number > INT_MAX)
        return false;
    int64_t unit = unit_of(kind, suffix);
    *ret_amount = number * unit;
    return unit && *ret_amount >= min && *ret_amount <= max;
}

bool cli_duration(const char *text, int64_t min, int64_t max,
                  int64_t *ret_seconds)
{
    return parse_amount(SETTING_DURATION, text, min, max, ret_seconds);
}

bool cli_size(const char *text, int64_t min, int64_t max, int64_t *ret_bytes)
{
    return parse_amount(SETTING_SIZE, text, min, max, ret_bytes);
}

static bool is_text(const struct setting *setting)
{
    return setting->kind == SETTING_TEXT || setting->kind == SETTING_PROXY;
}

static bool apply(const struct setting *setting, struct config *config,
                  const char *value)
{
    char *field = (char *)config + setting->offset;
    int64_t amount;

    if (setting->kind == SETTING_PROXY && *value && !url_is_proxy(value))
        return false;
    if (is_text(setting)) {
        char **text = (char **)(void *)field;
        xfree(*text);
        *text = *value ? xstrdup(value) : NULL;
        return true;
    }
    if (!parse_amount(setting->kind, value, setting->min, setting->max,
                      &amount))
        return false;
    if (setting->kind == SETTING_DURATION)
        memcpy(field, &amount, sizeof(int64_t));
    else
        memcpy(field, &(size_t){(size_t)amount}, sizeof(size_t));
    return true;
}

/* inih's handler: 0 stops. */
static int on_setting(void *context, const char *section, const char *key,
                      const char *value)
{
    struct reading *reading = context;
    const struct setting *setting = find_setting(section, key);

    if (!value)
        value = "";
    if (!setting)
        reading->result =
            error_set(reading->err, ERROR_CONFIG,
                      "%s: there is no setting '%.40s' in [%.40s]",
                      reading->path, key, section);
    else if (apply(setting, reading->config, value))
        reading->result = 0;
    else if (setting->kind == SETTING_PROXY)
        reading->result =
            error_set(reading->err, ERROR_CONFIG,
                      "%s: %s is not a url with http, https, socks4, socks4a, "
                      "socks5 or socks5h",
                      reading->path, key);
    else
        reading->result =
            error_set(reading->err, ERROR_CONFIG,
                      "%s: %s = %.60s is not %s from %lld "
                      "to %lld",
                      reading->path, key, value,
                      setting->kind == SETTING_COUNT      ? "a number"
                      : setting->kind == SETTING_DURATION ? "a time in seconds"
                                                          : "a size in bytes",
                      (long long)setting->min, (long long)setting->max);
    return reading->result == 0;
}

static void set_defaults(struct config *config)
{
    *config = (struct config){
        .max_transfers = 64,
        .max_per_host = 4,
        .max_entries = LIMIT_ENTRIES,
        .timeout = 60,
        .command_timeout = 20,
        .min_interval = 600,
        .max_interval = DAY,
        .window = 14 * DAY,
        .keep_days = 365,
        .max_body = LIMIT_BODY,
    };
}

int config_load(struct cli *cli, struct error *err)
{
    CLEANUP(xfreep) char *bytes = NULL;
    struct reading reading = {&cli->config, cli->config_path, err, 0};
    size_t len;

    set_defaults(&cli->config);
    if (!cli->config_path ||
        (cli->config_optional && access(cli->config_path, F_OK) < 0 &&
         (errno == ENOENT || errno == ENOTDIR)))
        return 0;
    if (cli_read(cli->config_path, 1 << 20, &bytes, &len, err) < 0) {
        err->code = ERROR_CONFIG;
        return ERROR_CONFIG;
    }
    int line = ini_parse_string(bytes, on_setting, &reading);
    if (reading.result < 0)
        return reading.result;
    if (line)
        return error_set(err, ERROR_CONFIG,
                         "%s:%d: neither a [section] nor key = value",
                         cli->config_path, line);
    if (cli->config.min_interval > cli->config.max_interval)
        return error_set(err, ERROR_CONFIG,
                         "%s: min-interval is above max-interval",
                         cli->config_path);
    return 0;
}

void config_release(struct config *config)
{
    for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
        char *field = (char *)config + settings[i].offset;
        if (is_text(&settings[i]))
            xfreep(field);
    }
}
