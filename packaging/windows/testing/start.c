/* Starts the command line that stands in a file (UTF-8), waits, and gives its exit code. A test says with it exactly what
   Windows shall see: wine's own command line goes through the locale and through quoting, which /D= of NSIS cannot bear. */

#include <windows.h>

#define MOST 4096

int wmain(int count, wchar_t **words)
{
    static char bytes[MOST];
    static wchar_t line[MOST];
    STARTUPINFOW how = {.cb = sizeof how};
    PROCESS_INFORMATION started;
    DWORD got = 0, code = 99;
    HANDLE file = CreateFileW(count == 2 ? words[1] : L"", GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE || !ReadFile(file, bytes, MOST - 1, &got, NULL))
        return 98;
    CloseHandle(file);
    MultiByteToWideChar(CP_UTF8, 0, bytes, (int)got, line, MOST - 1);
    if (!CreateProcessW(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &how, &started))
        return 97;
    WaitForSingleObject(started.hProcess, INFINITE);
    GetExitCodeProcess(started.hProcess, &code);
    return (int)code;
}
