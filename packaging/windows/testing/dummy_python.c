/* Stands in for python313.dll where the launcher is tried without a payload. Writes what it was handed, one word a line
   in UTF-8, into `handed` beside boot.py. With --wait as a word it stays until that file is gone; its exit code is 7. */

#include <windows.h>
#include <wchar.h>

#define MOST 4096

__declspec(dllexport) int Py_Main(int count, wchar_t **words)
{
    static wchar_t path[MOST];
    static char bytes[MOST];
    DWORD put = 0;
    HANDLE file;
    int at, wait = 0;
    for (at = 0; at < count; at++)
        if (wcslen(words[at]) > 7 && !wcscmp(words[at] + wcslen(words[at]) - 7, L"boot.py"))
            wcscpy(path, words[at]);
    wcscpy(path + wcslen(path) - 7, L"handed");
    file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    for (at = 0; at < count; at++) {
        int length = WideCharToMultiByte(CP_UTF8, 0, words[at], -1, bytes, MOST - 1, NULL, NULL);
        bytes[length - 1] = '\n';
        WriteFile(file, bytes, (DWORD)length, &put, NULL);
        wait |= !wcscmp(words[at], L"--wait");
    }
    CloseHandle(file);
    while (wait && GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES)
        Sleep(50);
    return 7;
}
