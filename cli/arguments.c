/* A moment remains in which they can be read: files and commands have none. */
#include "cli/arguments.h"

#include <string.h>

#include "base/alloc.h"

static void overwrite(char *at, size_t len)
{
    memset(at, '*', len);
}

static void hide(char *argument)
{
    char *value = strchr(argument, '=');
    char *authority = strstr(argument, "://");

    if (value && !strncmp(argument, "header.", 7))
        overwrite(value + 1, strlen(value + 1));
    if (!authority)
        return;
    authority += 3;
    char *at = memrchr(authority, '@', strcspn(authority, "/?#"));
    char *query = strchr(authority, '?');
    if (at)
        overwrite(authority, (size_t)(at - authority));
    if (query)
        overwrite(query + 1, strlen(query + 1));
}

char **arguments_take(int argc, char **argv)
{
    char **taken = xcalloc((size_t)argc + 1, sizeof(*taken));

    for (int i = 0; i < argc; i++) {
        taken[i] = xstrdup(argv[i]);
        hide(argv[i]);
    }
    return taken;
}

void arguments_free(char **arguments)
{
    for (char **at = arguments; at && *at; at++)
        xfree(*at);
    xfree(arguments);
}
