/*
 * In ordinary builds a fuzz target is a test: each file of the corpus folder
 * is given to it once. Prints how many, and fails on an empty corpus.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return -1;
    size_t capacity = 4 << 20;
    uint8_t *buffer = malloc(capacity);
    size_t len = buffer ? fread(buffer, 1, capacity, file) : 0;
    (void)fclose(file);
    /* A block of exactly the size, so that ASan sees one byte too far. */
    uint8_t *exact = malloc(len ? len : 1);
    if (!buffer || !exact)
        abort();
    memcpy(exact, buffer, len);
    LLVMFuzzerTestOneInput(exact, len);
    free(exact);
    free(buffer);
    return 0;
}

int main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (!folder) {
            perror(argv[i]);
            return 1;
        }
        for (struct dirent *d; (d = readdir(folder)) != NULL;)
            if (d->d_name[0] != '.' && replay(argv[i], d->d_name) == 0)
                files++;
        closedir(folder);
    }
    printf("%d inputs\n", files);
    return files == 0;
}
