/* Content codings: each stream, in pieces of every size, and each part of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "fetcher/decoding.h"

/* "one two three one two three four " twenty times, by zlib 1.2.13, zstd 1.5.4
 * and brotli 1.0.9. */
#define PHRASE "one two three one two three four "
#define TIMES  20

static const char gzip[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\xcf\x4b\x55\x28\x29\xcf"
    "\x57\x28\xc9\x28\x4a\x4d\x55\xc8\x47\xe1\xa5\xe5\x97\x16\xa1\x09\x8d"
    "\x2a\x18\x55\x40\x73\x05\x00\x1b\xc6\xc7\xe1\x94\x02\x00\x00";
static const char wrapped[] =
    "\x78\x9c\xcb\xcf\x4b\x55\x28\x29\xcf\x57\x28\xc9\x28\x4a\x4d\x55\xc8"
    "\x47\xe1\xa5\xe5\x97\x16\xa1\x09\x8d\x2a\x18\x55\x40\x73\x05\x00\x88"
    "\x9a\xf0\x51";
static const char bare[] =
    "\xcb\xcf\x4b\x55\x28\x29\xcf\x57\x28\xc9\x28\x4a\x4d\x55\xc8\x47\xe1"
    "\xa5\xe5\x97\x16\xa1\x09\x8d\x2a\x18\x55\x40\x73\x05\x00";
static const char brotli[] =
    "\x1b\x93\x02\xf8\x9d\x09\x76\xac\x93\xc9\x2c\x13\x13\xaf\xd1\xdc\xde"
    "\xee\x94\x19\x5d\x83\x94\xc9\xd5\x6d\x90\xb2\x37\x39\xa5\x54\x6b\xf5"
    "\x00\x0c\x20\xf5\x64\x63\x0b\x7d\x04";
static const char zstd[] =
    "\x28\xb5\x2f\xfd\x04\x58\x05\x01\x00\x90\x6f\x6e\x65\x20\x74\x77\x6f"
    "\x20\x74\x68\x72\x65\x65\x20\x66\x6f\x75\x72\x04\x00\x54\x88\xaa\x00"
    "\xc8\xc0\x66\x47\x84\x3c\x95\xbc\xf5\x49\x4c";

static const struct {
    const char *name;
    const char *coding;
    const char *bytes;
    size_t len;
} streams[] = {
    {"gzip", "gzip", gzip, sizeof(gzip) - 1},
    {"deflate", "deflate", wrapped, sizeof(wrapped) - 1},
    {"deflate without wrapping", "Deflate", bare, sizeof(bare) - 1},
    {"brotli", "br", brotli, sizeof(brotli) - 1},
    {"zstd", "zstd", zstd, sizeof(zstd) - 1},
};

#define STREAMS (sizeof(streams) / sizeof(*streams))

static bool take(void *context, const char *bytes, size_t len)
{
    struct strbuf *out = context;

    strbuf_add(out, bytes, len);
    return !out->cut;
}

/* Decode bytes in pieces; 1 ended, 0 not yet, -1 refused. */
static int decode(struct strbuf *out, const char *coding, const char *bytes,
                  size_t len, size_t piece)
{
    struct decoding *decoding = decoding_new(coding, take, out);
    bool good = true;

    strbuf_clear(out);
    out->cut = false;
    assert_non_null(decoding);
    for (size_t at = 0; at < len && good; at += piece)
        good = decoding_add(decoding, bytes + at,
                            len - at < piece ? len - at : piece);
    int result = good ? decoding_ended(decoding) : -1;
    decoding_free(decoding);
    return result;
}

/* Whether this build has it: brotli and zstd are optional. */
static bool has(size_t stream)
{
    return strcasestr(decoding_accepted(), streams[stream].coding) != NULL;
}

static void assert_times(const struct strbuf *out, size_t times)
{
    assert_int_equal(out->len, times * strlen(PHRASE));
    for (size_t i = 0; i < times; i++)
        assert_memory_equal(out->data + i * strlen(PHRASE), PHRASE,
                            strlen(PHRASE));
}

static void a_stream_in_pieces_of_any_size_is_the_same(void **state)
{
    struct strbuf out;

    strbuf_init(&out, 1 << 20);
    for (size_t i = 0; i < STREAMS; i++)
        for (size_t piece = 1; has(i) && piece <= streams[i].len; piece++) {
            if (decode(&out, streams[i].coding, streams[i].bytes,
                       streams[i].len, piece) != 1)
                fail_msg("%s in pieces of %zu", streams[i].name, piece);
            assert_times(&out, TIMES);
        }
    strbuf_release(&out);
}

static void a_part_of_a_stream_has_not_ended(void **state)
{
    struct strbuf out;

    strbuf_init(&out, 1 << 20);
    for (size_t i = 0; i < STREAMS; i++)
        for (size_t len = 0; has(i) && len < streams[i].len; len++)
            if (decode(&out, streams[i].coding, streams[i].bytes, len, len) !=
                0)
                fail_msg("%zu bytes of %s", len, streams[i].name);
    strbuf_release(&out);
}

/* gzip and zstd go on with another stream; zeros are nothing to anybody. */
static void what_is_behind_the_end(void **state)
{
    static const bool again[STREAMS] = {[0] = true, [4] = true};
    char both[1024] = {0};
    struct strbuf out;

    strbuf_init(&out, 1 << 20);
    for (size_t i = 0; i < STREAMS; i++) {
        size_t len = streams[i].len;
        if (!has(i))
            continue;
        memcpy(both, streams[i].bytes, len);
        memcpy(both + len, streams[i].bytes, len);
        for (size_t piece = 1; piece <= 2 * len; piece++) {
            assert_int_equal(
                decode(&out, streams[i].coding, both, 2 * len, piece), 1);
            assert_times(&out, again[i] ? 2 * TIMES : TIMES);
        }
        if (again[i])
            assert_int_equal(
                decode(&out, streams[i].coding, both, 2 * len - 1, 7), 0);
        memset(both + len, 0, len);
        assert_int_equal(decode(&out, streams[i].coding, both, 2 * len, 7), 1);
        assert_times(&out, TIMES);
    }
    strbuf_release(&out);
}

static void codings_stand_on_each_other(void **state)
{
    static const struct {
        const char *header;
        bool known;
    } headers[] = {
        {"", true},
        {"identity", true},
        {"gzip", true},
        {" X-GZIP , ", true},
        {"rot13", false},
        {"gzip, rot13", false},
        {"gzi", false},
        {"gzip, gzip, gzip", true},
        {"gzip,gzip,gzip,gzip", false},
    };

    for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++) {
        struct decoding *decoding = decoding_new(headers[i].header, take, NULL);
        if ((decoding != NULL) != headers[i].known)
            fail_msg("'%s'", headers[i].header);
        decoding_free(decoding);
    }
}

static void whoever_takes_ends_it(void **state)
{
    struct strbuf out;

    strbuf_init(&out, 100);
    for (size_t i = 0; i < STREAMS; i++)
        if (has(i))
            assert_int_equal(decode(&out, streams[i].coding, streams[i].bytes,
                                    streams[i].len, 1000),
                             -1);
    strbuf_release(&out);
}

/* Damage is found, or leaves something else; never a read beyond the bytes
 * (the sanitizers look). */
static void damage_does_no_harm(void **state)
{
    char bytes[1024];
    struct strbuf out;

    strbuf_init(&out, 1 << 20);
    for (size_t i = 0; i < STREAMS; i++)
        for (size_t bit = 0; has(i) && bit < streams[i].len * 8; bit++) {
            memcpy(bytes, streams[i].bytes, streams[i].len);
            bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
            int result =
                decode(&out, streams[i].coding, bytes, streams[i].len, 5);
            /* zlib's checksum: where it ends, it is what it was. */
            if (i == 1 && result == 1)
                assert_times(&out, TIMES);
        }
    strbuf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stream_in_pieces_of_any_size_is_the_same),
        cmocka_unit_test(a_part_of_a_stream_has_not_ended),
        cmocka_unit_test(what_is_behind_the_end),
        cmocka_unit_test(codings_stand_on_each_other),
        cmocka_unit_test(whoever_takes_ends_it),
        cmocka_unit_test(damage_does_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
