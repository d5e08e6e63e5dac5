/*
 * Names in dates: months and halves of the day in the languages that feeds
 * come in, and time zones.
 */
#include <string.h>
#include <strings.h>

#include "parser/parser_internal.h"

struct named {
    const char *name;
    int value;
};

/* Beginnings of month names that tell them apart; the first that fits wins, so
 * longer ones stand first. English, French, German, Spanish, Italian,
 * Portuguese, Dutch, Polish, Hungarian, Russian, Greek, Turkish. */
static const struct named months[] = {
    {"juil", 7},  {"júl", 7},  {"giu", 6},  {"gen", 1},  {"jan", 1},
    {"ene", 1},   {"feb", 2},  {"fév", 2},  {"fev", 2},  {"mars", 3},
    {"märz", 3},  {"mär", 3},  {"marz", 3}, {"mar", 3},  {"már", 3},
    {"maj", 5},   {"máj", 5},  {"mai", 5},  {"may", 5},  {"mei", 5},
    {"mag", 5},   {"apr", 4},  {"avr", 4},  {"abr", 4},  {"ápr", 4},
    {"juin", 6},  {"jún", 6},  {"jun", 6},  {"jul", 7},  {"lug", 7},
    {"aug", 8},   {"aoû", 8},  {"aou", 8},  {"ago", 8},  {"sep", 9},
    {"szept", 9}, {"set", 9},  {"oct", 10}, {"okt", 10}, {"ott", 10},
    {"out", 10},  {"nov", 11}, {"dec", 12}, {"déc", 12}, {"dez", 12},
    {"dic", 12},  {"янв", 1},  {"фев", 2},  {"мар", 3},  {"апр", 4},
    {"мая", 5},   {"май", 5},  {"июн", 6},  {"июл", 7},  {"авг", 8},
    {"сен", 9},   {"окт", 10}, {"ноя", 11}, {"дек", 12}, {"Ιαν", 1},
    {"Φεβ", 2},   {"Μάώ", 5},  {"Μαώ", 5},  {"Μάι", 5},  {"Μαϊ", 5},
    {"Μάρ", 3},   {"Μαρ", 3},  {"Απρ", 4},  {"Ιούν", 6}, {"Ιον", 6},
    {"Ιούλ", 7},  {"Ιολ", 7},  {"Αύγ", 8},  {"Αυγ", 8},  {"Σεπ", 9},
    {"Οκτ", 10},  {"Νοέ", 11}, {"Νοε", 11}, {"Δεκ", 12}, {"sty", 1},
    {"lut", 2},   {"kwi", 4},  {"cze", 6},  {"lip", 7},  {"sie", 8},
    {"wrz", 9},   {"paź", 10}, {"lis", 11}, {"gru", 12}, {"oca", 1},
    {"şub", 2},   {"nis", 4},  {"haz", 6},  {"tem", 7},  {"ağu", 8},
    {"eyl", 9},   {"eki", 10}, {"kas", 11}, {"ara", 12},
};

/* Zones by name, minutes east of UTC. */
static const struct named zones[] = {
    {"z", 0},      {"gmt", 0},    {"ut", 0},     {"utc", 0},     {"wet", 0},
    {"west", 60},  {"bst", 60},   {"cet", 60},   {"met", 60},    {"mez", 60},
    {"cest", 120}, {"mest", 120}, {"mesz", 120}, {"eet", 120},   {"sast", 120},
    {"ist", 120},  {"eest", 180}, {"msk", 180},  {"idt", 180},   {"msd", 240},
    {"cedt", 120}, {"pkt", 300},  {"wib", 420},  {"ict", 420},   {"hkt", 480},
    {"sgt", 480},  {"awst", 480}, {"jst", 540},  {"kst", 540},   {"acst", 570},
    {"aest", 600}, {"acdt", 630}, {"aedt", 660}, {"nzst", 720},  {"nzdt", 780},
    {"nst", -210}, {"ndt", -150}, {"ast", -240}, {"adt", -180},  {"art", -180},
    {"brt", -180}, {"et", -300},  {"est", -300}, {"edt", -240},  {"ct", -360},
    {"cst", -360}, {"cdt", -300}, {"mt", -420},  {"mst", -420},  {"mdt", -360},
    {"pt", -480},  {"pst", -480}, {"pdt", -420}, {"akst", -540}, {"akdt", -480},
    {"hst", -600},
};

static const struct named halves[] = {
    {"am", 1},   {"a.m", 1},  {"pm", 2},   {"p.m", 2},  {"오전", 1},
    {"오후", 2}, {"上午", 1}, {"下午", 2}, {"午前", 1}, {"午後", 2},
};

/* The value of the entry equal to the word (or a beginning of it). */
static int lookup(const struct named *table, size_t count, const char *word,
                  size_t len, bool prefix)
{
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(table[i].name);
        if ((prefix ? len >= n : len == n) &&
            strncasecmp(table[i].name, word, n) == 0)
            return table[i].value;
    }
    return DATE_NO_NAME;
}

#define LOOKUP(table, prefix) \
    lookup(table, sizeof(table) / sizeof(*(table)), word, len, prefix)

int date_month(const char *word, size_t len)
{
    return LOOKUP(months, true);
}

int date_zone(const char *word, size_t len)
{
    return LOOKUP(zones, false);
}

int date_half(const char *word, size_t len)
{
    return LOOKUP(halves, false);
}
