/* Tells what the dialogs on the screen say, and presses one of their buttons: what a test of an installer's windows needs.

     windows.exe FILE             writes a line for each visible dialog and each visible control of it, in UTF-8:
                                  number of the control (0 for the dialog), class, text with its line ends as blanks
     windows.exe press NUMBER     presses the button of that number in the dialog that is in front */

#include <windows.h>
#include <wchar.h>

#define MOST 4096

static HANDLE file;

static void tell(HWND window, int number)
{
    static wchar_t text[MOST], name[64], line[MOST + 100];
    static char bytes[3 * MOST];
    DWORD_PTR told;
    DWORD put;
    wchar_t *at;
    GetClassNameW(window, name, 64);
    text[0] = 0;
    SendMessageTimeoutW(window, WM_GETTEXT, MOST, (LPARAM)text, SMTO_ABORTIFHUNG, 2000, &told);
    for (at = text; *at; at++)
        if (*at < L' ')
            *at = L' ';
    wcscpy(line, L"");
    swprintf(line, MOST + 100, L"%d\t%ls\t%ls\n", number, name, text);
    WriteFile(file, bytes, (DWORD)WideCharToMultiByte(CP_UTF8, 0, line, -1, bytes, sizeof bytes, NULL, NULL) - 1, &put, NULL);
}

static BOOL CALLBACK control(HWND window, LPARAM unused)
{
    (void)unused;
    if (IsWindowVisible(window))
        tell(window, GetDlgCtrlID(window));
    return TRUE;
}

static BOOL CALLBACK dialog(HWND window, LPARAM unused)
{
    wchar_t name[64];
    GetClassNameW(window, name, 64);
    if (!IsWindowVisible(window) || wcscmp(name, L"#32770"))
        return TRUE;
    tell(window, 0);
    return EnumChildWindows(window, control, unused), TRUE;
}

static BOOL CALLBACK press(HWND window, LPARAM number)
{
    if (GetDlgCtrlID(window) != (int)number || !IsWindowVisible(window) || !IsWindowEnabled(window))
        return TRUE;
    PostMessageW(window, BM_CLICK, 0, 0);
    return FALSE;
}

static BOOL CALLBACK press_in(HWND window, LPARAM number)
{
    wchar_t name[64];
    GetClassNameW(window, name, 64);
    if (!IsWindowVisible(window) || !IsWindowEnabled(window) || wcscmp(name, L"#32770"))
        return TRUE;
    return EnumChildWindows(window, press, number); /* the dialog in front comes first, and a page is a dialog in it */
}

int wmain(int count, wchar_t **words)
{
    if (count == 3)
        return EnumWindows(press_in, _wtoi(words[2])) ? 1 : 0;
    file = CreateFileW(count == 2 ? words[1] : L"", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 98;
    EnumWindows(dialog, 0);
    CloseHandle(file);
    return 0;
}
