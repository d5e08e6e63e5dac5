#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Letters and digits in circles, squares and brackets, of Unicode's Enclosed
 * Alphanumerics and their supplement, flags' letters included. Part of
 * text_undisguised (base/text.h).
 */

bool text_is_enclosed(uint32_t cp);

/* text with the words and numbers that are spelled with them in plain letters
 * and digits; signs, list marks and flags stay. In arena. */
const char *text_unenclosed(const char *text, struct arena *arena);
