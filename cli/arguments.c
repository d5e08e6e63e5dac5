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

/* One block has the pointers and what they point to: commands exchange and
 * overwrite the pointers. */
char **arguments_take(int argc, char **argv)
{
    size_t pointers = ((size_t)argc + 1) * sizeof(char *);
    size_t bytes = 0;

    for (int i = 0; i < argc; i++)
        bytes += strlen(argv[i]) + 1;
    char **taken = xmalloc(pointers + bytes);
    char *at = (char *)taken + pointers;
    for (int i = 0; i < argc; i++) {
        size_t len = strlen(argv[i]) + 1;
        taken[i] = memcpy(at, argv[i], len);
        at += len;
        hide(argv[i]);
    }
    taken[argc] = NULL;
    return taken;
}

void arguments_free(char **arguments)
{
    xfree(arguments);
}
