/* On the machine that builds: `turn FROM TO` turns the code of a Windows program, and makes sure that it comes back. */

#include "turning.h"
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **words)
{
    FILE *from = count == 3 ? fopen(words[1], "rb") : NULL, *to;
    uint8_t *bytes, *kept;
    long length;
    if (!from || fseek(from, 0, SEEK_END) || (length = ftell(from)) <= 0 || fseek(from, 0, SEEK_SET))
        return 1;
    bytes = malloc((size_t)length), kept = malloc((size_t)length);
    if (!bytes || !kept || fread(bytes, 1, (size_t)length, from) != (size_t)length)
        return 1;
    memcpy(kept, bytes, (size_t)length);
    if (!turn(bytes, (size_t)length, 0))
        return 2;
    to = fopen(words[2], "wb");
    if (!to || fwrite(bytes, 1, (size_t)length, to) != (size_t)length || fclose(to))
        return 1;
    return turn(bytes, (size_t)length, 1) && !memcmp(bytes, kept, (size_t)length) ? 0 : 3;
}
