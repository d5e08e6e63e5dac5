/*
 * Content codings, undone by ourselves
 *
 * libcurl would do it, but calls a stream that ends in its middle a success
 * (7.88), ends a gzip body with its first member, and lets Zstandard ask for
 * windows of 128 MiB. Here a body is decoded when each of its streams has come
 * to its end, and every block of what it unpacks to is looked at before the
 * next one is made, so that a bomb costs what its first blocks cost.
 *
 * Codings: gzip (RFC 1952, members one after the other), deflate (RFC 1950,
 * and without that wrapping, as many servers send it), br (RFC 7932), zstd (RFC
 * 8878, frames one after the other; windows up to 8 MiB, RFC 9659). What comes
 * behind the end of a stream is left out.
 */
#include "fetcher/decoding.h"

#include <limits.h>
#include <string.h>
#include <strings.h>
#define ZLIB_CONST
#include <zlib.h>
#ifdef HAVE_BROTLI
#include <brotli/decode.h>
#endif
#ifdef HAVE_ZSTD
#include <zstd.h>
#endif

#include "base/alloc.h"

#define BLOCK       16384
#define MAX_LAYERS  3  /* codings on top of each other */
#define WINDOW_BITS 23 /* of Zstandard */

enum step { STEP_ON, STEP_ENDED, STEP_DAMAGED };

struct layer {
    const struct coding *coding;
    z_stream zlib;
    unsigned char head[2]; /* of deflate, which may lack its wrapping */
    size_t head_len;
    void *state; /* of the other libraries */
    bool ended;  /* a stream of it, and none has begun since */
    bool done;   /* what comes is behind its end */
};

struct coding {
    const char *name;
    int again; /* the byte another stream begins with; -1: there is none */
    bool (*begin)(struct layer *layer);
    enum step (*run)(struct layer *layer, const char **in, size_t *len,
                     char *out, size_t *room);
    void (*end)(struct layer *layer);
};

struct decoding {
    struct layer layers[MAX_LAYERS]; /* the outermost is the last */
    size_t count;
    decoded_fn *take;
    void *context;
};

static enum step inflate_some(struct layer *layer, const char **in, size_t *len,
                              char *out, size_t *room)
{
    z_stream *zlib = &layer->zlib;

    zlib->next_in = (const unsigned char *)*in;
    zlib->avail_in = (unsigned)(*len < INT_MAX ? *len : INT_MAX);
    zlib->next_out = (unsigned char *)out;
    zlib->avail_out = (unsigned)*room;
    int code = inflate(zlib, Z_NO_FLUSH);
    size_t used = (size_t)((const char *)zlib->next_in - *in);
    *in += used;
    *len -= used;
    *room -= zlib->avail_out;
    return code == Z_STREAM_END                  ? STEP_ENDED
           : code == Z_OK || code == Z_BUF_ERROR ? STEP_ON
                                                 : STEP_DAMAGED;
}

static bool gzip_begin(struct layer *layer)
{
    return layer->ended ? inflateReset(&layer->zlib) == Z_OK
                        : inflateInit2(&layer->zlib, MAX_WBITS + 16) == Z_OK;
}

static bool deflate_begin(struct layer *layer)
{
    return inflateInit2(&layer->zlib, MAX_WBITS) == Z_OK;
}

/* Two bytes say whether zlib's wrapping is there. */
static enum step deflate_run(struct layer *layer, const char **in, size_t *len,
                             char *out, size_t *room)
{
    unsigned char *head = layer->head;
    size_t none = 0;

    while (layer->head_len < 2 && *len) {
        head[layer->head_len++] = (unsigned char)*(*in)++;
        --*len;
        if (layer->head_len < 2)
            continue;
        if ((head[0] & 15) != 8 || (head[0] << 8 | head[1]) % 31)
            inflateReset2(&layer->zlib, -MAX_WBITS);
        const char *again = (const char *)head;
        size_t again_len = 2;
        enum step step = inflate_some(layer, &again, &again_len, out, &none);
        if (step == STEP_DAMAGED)
            return step;
    }
    if (layer->head_len < 2) {
        *room = 0;
        return STEP_ON;
    }
    return inflate_some(layer, in, len, out, room);
}

static void zlib_end(struct layer *layer)
{
    inflateEnd(&layer->zlib);
}

#ifdef HAVE_BROTLI
static bool brotli_begin(struct layer *layer)
{
    layer->state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    return layer->state != NULL;
}

static enum step brotli_run(struct layer *layer, const char **in, size_t *len,
                            char *out, size_t *room)
{
    const uint8_t *next_in = (const uint8_t *)*in;
    uint8_t *next_out = (uint8_t *)out;
    size_t left = *room;
    BrotliDecoderResult result = BrotliDecoderDecompressStream(
        layer->state, len, &next_in, &left, &next_out, NULL);

    *in = (const char *)next_in;
    *room -= left;
    return result == BROTLI_DECODER_RESULT_SUCCESS ? STEP_ENDED
           : result == BROTLI_DECODER_RESULT_ERROR ? STEP_DAMAGED
                                                   : STEP_ON;
}

static void brotli_end(struct layer *layer)
{
    BrotliDecoderDestroyInstance(layer->state);
}
#endif

#ifdef HAVE_ZSTD
static bool zstd_begin(struct layer *layer)
{
    if (layer->ended)
        return true;
    layer->state = ZSTD_createDCtx();
    return layer->state && !ZSTD_isError(ZSTD_DCtx_setParameter(
                               layer->state, ZSTD_d_windowLogMax, WINDOW_BITS));
}

/* NOLINTBEGIN(readability-non-const-parameter): as of a coding */
static enum step zstd_run(struct layer *layer, const char **in, size_t *len,
                          char *out, size_t *room)
{
    ZSTD_inBuffer from = {*in, *len, 0};
    ZSTD_outBuffer into = {out, *room, 0};
    size_t left = ZSTD_decompressStream(layer->state, &into, &from);

    *in += from.pos;
    *len -= from.pos;
    *room = into.pos;
    return ZSTD_isError(left) ? STEP_DAMAGED : left ? STEP_ON : STEP_ENDED;
}

/* NOLINTEND(readability-non-const-parameter) */

static void zstd_end(struct layer *layer)
{
    ZSTD_freeDCtx(layer->state);
}
#endif

static const struct coding codings[] = {
    {"gzip", 0x1f, gzip_begin, inflate_some, zlib_end},
    {"x-gzip", 0x1f, gzip_begin, inflate_some, zlib_end},
    {"deflate", -1, deflate_begin, deflate_run, zlib_end},
#ifdef HAVE_BROTLI
    {"br", -1, brotli_begin, brotli_run, brotli_end},
#endif
#ifdef HAVE_ZSTD
    {"zstd", 0x28, zstd_begin, zstd_run, zstd_end},
#endif
};

const char *decoding_accepted(void)
{
    return "deflate, gzip"
#ifdef HAVE_BROTLI
           ", br"
#endif
#ifdef HAVE_ZSTD
           ", zstd"
#endif
        ;
}

static bool add_layer(struct decoding *decoding, const char *name, size_t len)
{
    if ((len == 8 && !strncasecmp(name, "identity", len)) ||
        (len == 4 && !strncasecmp(name, "none", len)))
        return true;
    for (size_t i = 0; i < sizeof(codings) / sizeof(*codings); i++) {
        struct layer *layer = &decoding->layers[decoding->count];
        if (strlen(codings[i].name) != len ||
            strncasecmp(codings[i].name, name, len) != 0 ||
            decoding->count == MAX_LAYERS)
            continue;
        layer->coding = &codings[i];
        decoding->count++;
        return layer->coding->begin(layer);
    }
    return false;
}

struct decoding *decoding_new(const char *codings_header, decoded_fn *take,
                              void *context)
{
    struct decoding *decoding = xcalloc(1, sizeof(*decoding));

    decoding->take = take;
    decoding->context = context;
    for (const char *at = codings_header; *at;) {
        at += strspn(at, ", \t");
        size_t len = strcspn(at, ", \t");
        if (len && !add_layer(decoding, at, len)) {
            decoding_free(decoding);
            return NULL;
        }
        at += len;
    }
    return decoding;
}

void decoding_free(struct decoding *decoding)
{
    if (!decoding)
        return;
    for (size_t i = 0; i < decoding->count; i++)
        decoding->layers[i].coding->end(&decoding->layers[i]);
    xfree(decoding);
}

/* A stream has ended, and there is more: another one, or nothing of ours. */
static bool begin_again(struct layer *layer, unsigned char byte)
{
    if (layer->coding->again != byte || !layer->coding->begin(layer)) {
        layer->done = true;
        return false;
    }
    layer->ended = false;
    return true;
}

/* The bytes have come through the layers from `depth` on. */
static bool decode(struct decoding *decoding, size_t depth, const char *bytes,
                   size_t len)
{
    char block[BLOCK];
    size_t room = 0;

    if (depth == 0)
        return decoding->take(decoding->context, bytes, len);
    struct layer *layer = &decoding->layers[depth - 1];
    while (len || room == sizeof(block)) {
        if (layer->done ||
            (layer->ended &&
             (!len || !begin_again(layer, (unsigned char)*bytes))))
            return true;
        room = sizeof(block);
        enum step step = layer->coding->run(layer, &bytes, &len, block, &room);
        if (step == STEP_DAMAGED ||
            (room && !decode(decoding, depth - 1, block, room)))
            return false;
        layer->ended = step == STEP_ENDED;
    }
    return true;
}

bool decoding_add(struct decoding *decoding, const char *bytes, size_t len)
{
    return decode(decoding, decoding->count, bytes, len);
}

bool decoding_ended(const struct decoding *decoding)
{
    for (size_t i = 0; i < decoding->count; i++)
        if (!decoding->layers[i].ended)
            return false;
    return true;
}
