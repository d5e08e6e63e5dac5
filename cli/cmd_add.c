/* newsfold add: subscribe to feeds given by their urls. */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/subscribe.h"

/* Other users can read a command line for as long as the process lives. */
static void hide_credentials(char *argument)
{
    char *at = strstr(argument, "://");
    size_t len = at ? strcspn(at + 3, "/?#") : 0;
    char *end = at ? memrchr(at + 3, '@', len) : NULL;

    if (end)
        memset(at + 3, '*', (size_t)(end - at - 3));
}

int cmd_add(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"allow-private", no_argument, NULL, 'p'},
        {"insecure", no_argument, NULL, 'i'},
        {"tag", required_argument, NULL, 't'},
        {"title", required_argument, NULL, 'T'},
        {0},
    };
    struct subscribing subscribing = {
        .cli = cli, .say_known = true, .typed = true};
    struct subscription subscription = {0};
    struct error err;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'p')
            subscribing.allow_private = true;
        else if (option == 'i')
            subscribing.insecure = true;
        else if (option == 'T')
            subscription.title = optarg;
        else if (option == 't' && tag_check(optarg))
            string_list_add(&subscribing.tags, optarg);
        else
            return EXIT_USAGE;
    }
    if (optind == argc)
        return cli_usage(cli_command("add"), "which feed is to be added?");
    if (subscription.title && argc - optind > 1)
        return cli_usage(cli_command("add"), "--title names one feed");
    int status = subscribe_begin(&subscribing);
    int result = 0;
    if (status != EXIT_OK)
        return status;
    for (int i = optind; i < argc && result == 0; i++) {
        CLEANUP(xfreep) char *url = xstrdup(argv[i]);
        hide_credentials(argv[i]);
        subscription.url = url;
        result = subscribe(&subscribing, &subscription, &err);
    }
    return subscribe_end(&subscribing, result, &err);
}
