#include "base/story.h"

const char *story_entry_title(const struct story_entry *entry)
{
    return *entry->title ? entry->title : "(no title)";
}
