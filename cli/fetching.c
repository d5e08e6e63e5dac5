/* What the configuration says of fetching, for polls and for discovery. */
#include "cli/fetching.h"

/* "newsfold/0.1.0 (+https://example.org/bot)": who asks, and whom to write. */
static void user_agent(const struct config *config, struct strbuf *out)
{
    if (config->user_agent)
        strbuf_addstr(out, config->user_agent);
    else if (config->contact)
        strbuf_addf(out, "newsfold/" NEWSFOLD_VERSION " (+%s)",
                    config->contact);
    else
        strbuf_addstr(out, "newsfold/" NEWSFOLD_VERSION);
}

void fetching_options(const struct cli *cli, size_t jobs, struct strbuf *agent,
                      struct fetch_options *ret_options)
{
    const struct config *config = &cli->config;

    user_agent(config, agent);
    *ret_options = (struct fetch_options){
        .max_total = jobs,
        .max_per_host = config->max_per_host,
        .total_timeout_ms = (long)config->timeout * 1000,
        .connect_timeout_ms =
            config->timeout < 15 ? (long)config->timeout * 1000 : 15000,
        .max_body = config->max_body,
        .user_agent = agent->data,
        .proxy = config->proxy,
        .authorities = config->authorities,
        .now = cli->now,
    };
}
