/* Names of the rules, as users and the database see them. */
#include "base/fold_source.h"

const char *fold_rule_name(enum fold_rule rule)
{
    static const char *const names[] = {
        [FOLD_ALONE] = "alone",
        [FOLD_LINK] = "link",
        [FOLD_TITLE] = "title",
        [FOLD_FINGERPRINT] = "fingerprint",
        [FOLD_CONTAINMENT] = "containment",
        [FOLD_CORRECTION] = "correction",
    };

    return names[rule];
}
