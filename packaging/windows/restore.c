/* A library for the installer. restore(FOLDER) turns every file below FOLDER whose name ends in .turned back into the
   program or library that it was, under its own name. 0: all of them; else nothing may be used of the folder. */

#include "turning.h"
#include <wchar.h>
#include <windows.h>

#define ENDING L".turned"
#define LONGEST 32768

static int restore_file(const wchar_t *turned, const wchar_t *whole)
{
    int done = 0;
    DWORD length, moved = 0;
    uint8_t *bytes = NULL;
    HANDLE file = CreateFileW(turned, GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    length = GetFileSize(file, NULL);
    bytes = length == INVALID_FILE_SIZE ? NULL : HeapAlloc(GetProcessHeap(), 0, length);
    done = bytes && ReadFile(file, bytes, length, &moved, NULL) && moved == length && turn(bytes, length, 1);
    CloseHandle(file);
    if (done) {
        file = CreateFileW(whole, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
        done = file != INVALID_HANDLE_VALUE && WriteFile(file, bytes, length, &moved, NULL) && moved == length &&
               FlushFileBuffers(file);
        if (file != INVALID_HANDLE_VALUE)
            CloseHandle(file);
    }
    if (bytes)
        HeapFree(GetProcessHeap(), 0, bytes);
    return done && DeleteFileW(turned);
}

__declspec(dllexport) int restore(const wchar_t *folder)
{
    size_t length = wcslen(folder), ending = wcslen(ENDING);
    WIN32_FIND_DATAW found;
    HANDLE search;
    int failed = 0;
    wchar_t *path = HeapAlloc(GetProcessHeap(), 0, 2 * LONGEST * sizeof *path), *whole = path + LONGEST;
    if (!path || length + MAX_PATH + 2 > LONGEST)
        return 1;
    wcscpy(path, folder);
    wcscpy(path + length, L"\\*");
    search = FindFirstFileW(path, &found);
    while (search != INVALID_HANDLE_VALUE && !failed) {
        size_t name = wcslen(found.cFileName);
        wcscpy(path + length + 1, found.cFileName);
        if (found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)
            failed = wcscmp(found.cFileName, L".") && wcscmp(found.cFileName, L"..") && restore(path);
        else if (name > ending && !wcscmp(found.cFileName + name - ending, ENDING)) {
            wcscpy(whole, path);
            whole[length + 1 + name - ending] = 0;
            failed = !restore_file(path, whole);
        }
        if (!FindNextFileW(search, &found))
            break;
    }
    if (search != INVALID_HANDLE_VALUE)
        FindClose(search);
    HeapFree(GetProcessHeap(), 0, path);
    return failed;
}
