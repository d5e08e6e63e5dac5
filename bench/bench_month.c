/*
 * The simulated month's table: what the schedule asks, compared with polling
 * every hour, and how late entries are seen.
 *
 * usage: bench_month [FEEDS [DAYS]]   (200, 30)
 */
#include <stdio.h>
#include <stdlib.h>

#include "bench/month.h"

static double percent(size_t part, size_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void print_row(const char *name, const struct month_row *row)
{
    printf("%-8s %5zu %8zu %9zu %8zu %7.1f %% %8.2f %% %6zu %8.0f\n", name,
           row->feeds, row->entries, row->requests, row->hourly,
           100.0 - percent(row->requests, row->hourly),
           percent(row->in_time, row->entries), row->lost,
           row->entries ? (double)row->delay / 60 / (double)row->entries : 0);
}

static void add(struct month_row *sum, const struct month_row *row)
{
    sum->feeds += row->feeds;
    sum->entries += row->entries;
    sum->requests += row->requests;
    sum->hourly += row->hourly;
    sum->in_time += row->in_time;
    sum->lost += row->lost;
    sum->delay += row->delay;
}

int main(int argc, char **argv)
{
    size_t feeds = argc > 1 ? strtoul(argv[1], NULL, 10) : 200;
    long long days = argc > 2 ? strtoll(argv[2], NULL, 10) : 30;
    struct month_row rows[MONTH_KINDS];
    struct month_row sum = {0};

    month_simulate(feeds, days, rows);
    printf("kind     feeds  entries  requests   hourly     fewer    in time "
           "  lost  minutes\n");
    for (int kind = 0; kind < MONTH_KINDS; kind++) {
        print_row(month_kind_name((enum month_kind)kind), &rows[kind]);
        add(&sum, &rows[kind]);
    }
    print_row("all", &sum);
    return 0;
}
