/* tongxing.exe: the only program file of ours on Windows that is not Python. It finds its own folder, reads in `current`
   which runtime is in use, loads that python313.dll and runs boot.py, which finds the rest. No update replaces it, so it
   knows nothing beyond that. Without a console; what is missing is said in a message box.

   Paths are wide throughout: the folder may carry Chinese characters and spaces. */

#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <wchar.h>
#include <wctype.h>

#define LONGEST 32768      /* characters of a path that Windows knows at all */
#define POINTER_BYTES 1024 /* `current` is three short lines */
#define ADDED 6            /* words put before what the user typed: the program, -X utf8, -I, boot.py, and the end */

typedef int (*py_main)(int, wchar_t **);

static wchar_t own[LONGEST], folder[LONGEST], library[LONGEST], boot[LONGEST];

/* Whether a message box may be shown: a script that asks for a self-test waits for an exit code, not for a click. */
static int quiet;

static int missing(const wchar_t *what)
{
    static wchar_t text[LONGEST + 512];
    _snwprintf(text, LONGEST + 511,
               L"同行打不开：程序文件不完整。\n\n"
               L"您写的内容另外存着，都还在。\n"
               L"请用U盘里的安装程序再装一次。\n\n"
               L"Tongxing cannot start because a program file is missing. What you have written is kept elsewhere "
               L"and is safe. Please run the installer on the USB stick again.\n\n%ls",
               what);
    if (!quiet)
        MessageBoxW(NULL, text, L"同行 Tongxing", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
    return 3;
}

/* Join folder and name; 0 if the path would be too long. */
static int join(wchar_t *into, const wchar_t *name)
{
    int length = _snwprintf(into, LONGEST - 1, L"%ls\\%ls", folder, name);
    return length > 0 && length < LONGEST - 1;
}

/* Is it a plain name of a runtime's folder, and no way out of `layers`? (app/installed.py has the same rule.) */
static int plain(const wchar_t *name)
{
    const wchar_t *sign;
    if (wcsncmp(name, L"runtime-", 8) != 0 || wcslen(name) > 64)
        return 0;
    for (sign = name; *sign; sign++)
        if (!(*sign < 128 && (iswalnum(*sign) || wcschr(L"-._+", *sign))))
            return 0;
    return 1;
}

/* The runtime's folder that a pointer file names, such as runtime-0123456789ab; 0 if it names none. */
static int named(const wchar_t *pointer, wchar_t *name, int most)
{
    static wchar_t path[LONGEST];
    char bytes[POINTER_BYTES + 1];
    DWORD got = 0;
    HANDLE file;
    const char *word;
    int at;
    if (!join(path, pointer))
        return 0;
    file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                       FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    if (!ReadFile(file, bytes, POINTER_BYTES, &got, NULL))
        got = 0;
    CloseHandle(file);
    bytes[got] = 0;
    if (strncmp(bytes, "runtime ", 8) != 0) /* it is the first of the three lines */
        return 0;
    word = bytes + 8;
    for (at = 0; at < most - 1 && (unsigned char)word[at] > ' '; at++)
        name[at] = (wchar_t)(unsigned char)word[at];
    name[at] = 0;
    return plain(name);
}

/* Load the runtime in a folder of `layers`; NULL if it is missing or broken. */
static HMODULE load(const wchar_t *name)
{
    static wchar_t inner[512];
    HMODULE python;
    _snwprintf(inner, 511, L"layers\\%ls\\python313.dll", name);
    if (!join(library, inner))
        return NULL;
    python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (python) { /* libraries elsewhere also find Microsoft's C library, which lies beside Python */
        *wcsrchr(library, L'\\') = 0;
        AddDllDirectory(library);
    }
    return python;
}

/* The runtime that is in use; else that of before the last update; else any that loads. boot.py tells the user. */
static HMODULE runtime(void)
{
    static wchar_t pattern[LONGEST];
    WIN32_FIND_DATAW found;
    wchar_t name[256];
    HMODULE python = NULL;
    HANDLE search;
    if (named(L"current", name, 256) && (python = load(name)))
        return python;
    if (named(L"previous", name, 256) && (python = load(name)))
        return python;
    if (!join(pattern, L"layers\\runtime-*") || (search = FindFirstFileW(pattern, &found)) == INVALID_HANDLE_VALUE)
        return NULL;
    do {
        if (plain(found.cFileName))
            python = load(found.cFileName);
    } while (!python && FindNextFileW(search, &found));
    FindClose(search);
    return python;
}

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show)
{
    int count = 0, words = 0, at;
    wchar_t **given, **handed, *slash;
    HMODULE python;
    py_main run;
    DWORD length = GetModuleFileNameW(NULL, own, LONGEST - 1);
    (void)instance, (void)before, (void)line, (void)show;

    given = CommandLineToArgvW(GetCommandLineW(), &count);
    for (at = 1; given && at < count; at++)
        quiet |= wcscmp(given[at], L"--selftest") == 0 || wcscmp(given[at], L"--first-paint") == 0;
    if (!given || !length || length >= LONGEST - 1)
        return missing(L"tongxing.exe");
    wcscpy(folder, own);
    slash = wcsrchr(folder, L'\\');
    if (!slash)
        return missing(L"tongxing.exe");
    *slash = 0;

    SetDllDirectoryW(L""); /* never a DLL that happens to lie in the folder from which we were called */
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);
    python = runtime();
    if (!python)
        return missing(library[0] ? library : L"layers");
    if (!join(boot, L"boot.py") || GetFileAttributesW(boot) == INVALID_FILE_ATTRIBUTES)
        return missing(L"boot.py");
    run = (py_main)(void *)GetProcAddress(python, "Py_Main");
    handed = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, (size_t)(count + ADDED) * sizeof *handed);
    if (!run || !handed)
        return missing(library);

    handed[words++] = own;
    handed[words++] = (wchar_t *)L"-X";
    handed[words++] = (wchar_t *)L"utf8";
    handed[words++] = (wchar_t *)L"-I";
    handed[words++] = boot;
    for (at = 1; at < count; at++)
        handed[words++] = given[at];
    return run(words, handed);
}
