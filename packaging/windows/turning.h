/* Makes machine code easier to compress, and back again, byte for byte.

   A call names its target by the distance from where it stands, so calls of one function all look different. Here each
   distance that follows certain instructions of x86-64 is turned into a place in the file's image: then they look alike,
   and LZMA finds them. 7-Zip's and Microsoft's compressors do the same with calls and jumps; here it is also done for
   data that are addressed relative to the instruction, of which 64-bit code is full. NSIS knows neither.

   `size` is that of the image, `p` the place behind the distance. Distances whose target lies in the image become the
   target; those in the way of these move over, so that every number comes from exactly one (as in Microsoft's LZX). The
   bytes that say where a distance stands are never changed, so both directions stop at the same places. */

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define EXECUTABLE 0x20000000u

static uint32_t number(const uint8_t *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* How many bytes of an instruction stand before its distance; 0 if these are none of the instructions meant. */
static size_t before_distance(const uint8_t *at)
{
    if (at[0] == 0xE8 || at[0] == 0xE9) /* call, jump */
        return 1;
    if (at[0] == 0xFF && (at[1] == 0x15 || at[1] == 0x25)) /* call, jump by way of the table of imports */
        return 2;
    if ((at[0] & 0xF8) == 0x48 && (at[2] & 0xC7) == 0x05 && at[1] && strchr("\x8D\x8B\x89\x3B\x39\x03\x85", at[1]))
        return 3; /* 64-bit: address of, load, store, compare, add, test */
    if (at[0] == 0x0F && (at[2] & 0xC7) == 0x05 && at[1] && strchr("\x10\x11\x28\x29\xB6\xB7\x2F", at[1]))
        return 3; /* loads and stores of larger or smaller numbers */
    if ((at[0] == 0x8B || at[0] == 0x89 || at[0] == 0x8D) && (at[1] & 0xC7) == 0x05)
        return 2; /* 32-bit: load, store, address of */
    return 0;
}

static int64_t forward(int64_t distance, int64_t p, int64_t size)
{
    if (distance >= -p && distance < size - p)
        return distance + p;
    return distance >= size - p && distance < size ? distance - size : distance;
}

static int64_t backward(int64_t place, int64_t p, int64_t size)
{
    if (place >= 0 && place < size)
        return place - p;
    return place >= -p && place < 0 ? place + size : place;
}

static void turn_section(uint8_t *code, size_t length, int64_t address, int64_t size, int back)
{
    size_t at = 0;
    while (at + 8 < length) {
        size_t skip = before_distance(code + at);
        uint8_t *field = code + at + skip;
        int64_t p = address + (int64_t)(at + skip + 4), value;
        if (!skip) {
            at++;
            continue;
        }
        if (back) { /* targets are written with the high byte first, which compresses better */
            value = (int32_t)((uint32_t)field[0] << 24 | (uint32_t)field[1] << 16 | (uint32_t)field[2] << 8 | field[3]);
            value = backward(value, p, size);
            for (int byte = 0; byte < 4; byte++)
                field[byte] = (uint8_t)((uint32_t)value >> 8 * byte);
        } else {
            value = forward((int32_t)number(field), p, size);
            for (int byte = 0; byte < 4; byte++)
                field[byte] = (uint8_t)((uint32_t)value >> 8 * (3 - byte));
        }
        at += skip + 4;
    }
}

/* Turn the code of a Windows program that lies in memory; 0 if it is none. The headers are not changed. */
static int turn(uint8_t *file, size_t length, int back)
{
    size_t header, table, section;
    if (length < 0x40 || (header = number(file + 0x3C)) > length - 0x108 || length < 0x108)
        return 0;
    table = header + 24 + (file[header + 20] | (size_t)file[header + 21] << 8);
    for (section = 0; section < (file[header + 6] | (size_t)file[header + 7] << 8); section++) {
        const uint8_t *entry = file + table + 40 * section;
        size_t raw, start;
        if (table + 40 * (section + 1) > length)
            return 0;
        raw = number(entry + 16), start = number(entry + 20);
        if (number(entry + 36) & EXECUTABLE && start <= length && raw <= length - start)
            turn_section(file + start, raw, number(entry + 12), number(file + header + 80), back);
    }
    return 1;
}
