#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Names of character references (charref_names.c), for charref.c. */
struct charref_name {
    char name[32];
    uint32_t first;
    uint16_t second; /* 0: it is one code point */
    bool bare;       /* needs no semicolon */
};

extern const struct charref_name charref_names[];
extern const size_t charref_name_count;
