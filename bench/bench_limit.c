/*
 * The limit for bench/poll.sh: the same requests by libcurl's multi interface,
 * answers thrown away. Nothing that uses libcurl is faster.
 *
 * usage: bench_limit JOBS [cold] <URLS
 *
 * Every request has a condition that the server answers with 304, but for
 * "cold".
 */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define URL_SIZE 256

static size_t discard(char *bytes, size_t size, size_t count, void *context)
{
    return size * count;
}

static CURL *new_handle(struct curl_slist *headers)
{
    CURL *easy = curl_easy_init();

    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, discard);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    return easy;
}

static int start(CURLM *multi, CURL *easy)
{
    char url[URL_SIZE];

    if (!fgets(url, sizeof(url), stdin))
        return 0;
    url[strcspn(url, "\n")] = '\0';
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_multi_add_handle(multi, easy);
    return 1;
}

int main(int argc, char **argv)
{
    long jobs = argc > 1 ? strtol(argv[1], NULL, 10) : 64;
    struct curl_slist *headers =
        argc > 2 ? NULL : curl_slist_append(NULL, "If-None-Match: \"v1\"");
    CURLM *multi = curl_multi_init();
    CURLMsg *message;
    long active = 0;
    long failed = 0;
    int left;

    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, jobs);
    for (long i = 0; i < jobs; i++)
        active += start(multi, new_handle(headers));
    while (active) {
        curl_multi_perform(multi, &left);
        while ((message = curl_multi_info_read(multi, &left))) {
            CURL *easy = message->easy_handle;
            failed += message->data.result != CURLE_OK;
            curl_multi_remove_handle(multi, easy);
            active += start(multi, easy) - 1;
        }
        if (active)
            curl_multi_poll(multi, NULL, 0, 1000, NULL);
    }
    return failed > 0;
}
