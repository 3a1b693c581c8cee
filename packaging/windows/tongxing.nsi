; The Windows installer: per user, no administrator, nothing fetched, the same bytes each time it is built.
;
; packaging/shipping/setup_exe.py calls makensis with
;   VERSION   of the program                          SETUP     the file to make
;   RUNTIME, LIB, APP  folders of the three layers     FILES     list of the files to install, made by the builder
;   NEEDED    MB that must be free                    SIZE      KB when installed, as Windows shows it
;   RESTORE   library that turns code back (restore.c)
;
;   tongxing-setup.exe [/S] [/OLDER] [/D=folder]   /S without windows; /OLDER also over a newer version; /D must come last
;   uninstall.exe [/S] [/PURGE]                    /PURGE also removes what people have written
;
; Exit codes: 0 done, 1 the person stopped it, 2 a file could not be written, 4 Windows is too old, 5 the program is
; running, 6 a newer version is there, 7 the disk is too full, 8 the folder cannot be written to.
;
; New layers are unpacked beside the old ones and `current` is changed last, so that a cut leaves the old program running.
; What people write lies in $LOCALAPPDATA\Tongxing. Only /PURGE touches it.

Unicode true
Target amd64-unicode
!ifdef QUICK ; a trial's payload is not worth the time
  SetCompressor zlib
!else
  SetCompressor /SOLID /FINAL lzma
  SetCompressorDictSize 64
!endif
SetDateSave off
AllowSkipFiles off
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define KEY "Software\Tongxing"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tongxing"
!define DATA "$LOCALAPPDATA\Tongxing"
!define LINK "同行" ; in whatever language Windows is: the links of both must be found again

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include TextFunc.nsh
!include WinVer.nsh
!include WordFunc.nsh

!define MUI_ICON "tongxing.ico"
!define MUI_UNICON "tongxing.ico"
Var welcome  ; what the first page says,
Var finish   ; and the last: a program that takes an older one's place has other words
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"

; Two clicks: Install, Finish. The page with the folder comes only where there is no room in the usual one.
!define MUI_WELCOMEPAGE_TITLE "$(WELCOME_TITLE)"
!define MUI_WELCOMEPAGE_TEXT "$welcome"
!define MUI_PAGE_CUSTOMFUNCTION_SHOW ShowInstall
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "$(FOLDER_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(FOLDER_SUBTITLE)"
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(FOLDER_TEXT)"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "$(FOLDER_LABEL)"
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipFolder
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_TEXT "$(PROGRESS_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(PROGRESS_SUBTITLE)"
!define MUI_PAGE_CUSTOMFUNCTION_SHOW HideOthers
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(FINISH_TITLE)"
!define MUI_FINISHPAGE_TEXT "$finish"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!define MUI_FINISHPAGE_RUN "$INSTDIR\tongxing.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(FINISH_RUN)"
!define MUI_PAGE_CUSTOMFUNCTION_SHOW HideOthers
!insertmacro MUI_PAGE_FINISH
!define MUI_PAGE_HEADER_TEXT "$(UNINSTALL_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(UNINSTALL_SUBTITLE)"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(UNINSTALL_TEXT)"
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "$(UNINSTALL_LABEL)"
!insertmacro MUI_UNPAGE_CONFIRM
!define MUI_PAGE_HEADER_TEXT "$(REMOVING_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(REMOVING_SUBTITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(REMOVED_TITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "$(REMOVED_SUBTITLE)"
!define MUI_PAGE_CUSTOMFUNCTION_SHOW un.HideOthers
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"
!include "texts-zh.nsh"
!include "texts-en.nsh"

Name "$(NAME)"
Caption "$(CAPTION)"
UninstallCaption "$(UNINSTALL_CAPTION)"
OutFile "${SETUP}"
InstallDir "$LOCALAPPDATA\Programs\Tongxing"
InstallDirRegKey HKCU "${KEY}" "InstallDir"
BrandingText "$(NAME) ${VERSION}"
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"

Var room     ; MB that are free where the program shall go; empty if Windows does not say
Var asked    ; the folder of which it was asked whether a newer version may go
Var present  ; the version that is installed there
Var line
Var file
Var bytes
Var size

; Somebody is using the program: Windows lets nobody write to a program file that runs.
!macro REFUSE_WHILE_RUNNING un
Function ${un}RefuseWhileRunning
  again:
  ${If} ${FileExists} "$INSTDIR\tongxing.exe"
    ClearErrors
    FileOpen $file "$INSTDIR\tongxing.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 5
      Quit
    ${EndIf}
    FileClose $file
  ${EndIf}
FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_RUNNING ""
!insertmacro REFUSE_WHILE_RUNNING "un."

; Buttons that cannot be used on a page only raise questions.
!macro HIDE_OTHERS un
Function ${un}HideOthers
  GetDlgItem $0 $HWNDPARENT 2
  ShowWindow $0 ${SW_HIDE}
  GetDlgItem $0 $HWNDPARENT 3
  ShowWindow $0 ${SW_HIDE}
FunctionEnd
!macroend
!insertmacro HIDE_OTHERS ""
!insertmacro HIDE_OTHERS "un."

; The small files that say which layers run; boot.py and the program write them (app/installed.py). An upgrade leaves the
; counter of the newest release that was taken, so that no older release is let in again.
!macro REMOVE_POINTERS
  Delete "$INSTDIR\previous"
  Delete "$INSTDIR\previous.new"
  Delete "$INSTDIR\current.new"
  Delete "$INSTDIR\confirmed"
  Delete "$INSTDIR\trying"
  Delete "$INSTDIR\went-back"
  RMDir /r "$INSTDIR\fetched"
!macroend

; The version in the third line of `current`, "app app-0.1.0"; empty where nothing is installed.
Function ReadPresent
  StrCpy $present ""
  ClearErrors
  FileOpen $file "$INSTDIR\current" r
  ${If} ${Errors}
    Return
  ${EndIf}
  ${Do}
    FileRead $file $line
    ${If} ${Errors}
      ${Break}
    ${EndIf}
    StrCpy $0 $line 8
    ${If} $0 == "app app-"
      StrCpy $present $line "" 8
      ${TrimNewLines} $present $present
    ${EndIf}
  ${Loop}
  FileClose $file
FunctionEnd

; Asked before the first page, and again only for another folder.
Function RefuseOverNewer
  ${If} $asked == $INSTDIR
    Return
  ${EndIf}
  StrCpy $asked $INSTDIR
  Call ReadPresent
  ${If} $present == ""
    Return
  ${EndIf}
  ${VersionCompare} "$present" "${VERSION}" $0
  ${If} $0 != 1
    Return
  ${EndIf}
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/OLDER" $0
  ${IfNot} ${Errors}
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(NEWER)" /SD IDNO IDYES older
  SetErrorLevel 6
  Quit
  older:
FunctionEnd

Function .onInit
  SetShellVarContext current
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(OLD_WINDOWS)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  Call RefuseOverNewer
  Call ReadPresent
  ${If} $present == ""
    StrCpy $welcome "$(WELCOME_TEXT)"
    StrCpy $finish "$(FINISH_TEXT)"
  ${Else}
    StrCpy $welcome "$(WELCOME_AGAIN)"
    StrCpy $finish "$(FINISH_AGAIN)"
  ${EndIf}
FunctionEnd

; Also for a folder that is not there yet: then of the nearest one above it.
Function MeasureRoom
  StrCpy $room ""
  StrCpy $1 $INSTDIR
  ${DoUntil} $1 == ""
    System::Call 'kernel32::GetDiskFreeSpaceExW(w "$1\", *l .r2, p 0, p 0) i .r0'
    ${If} $0 <> 0
      System::Int64Op $2 / 1048576
      Pop $room
      Return
    ${EndIf}
    ${GetParent} $1 $1
  ${Loop}
FunctionEnd

Function ShowInstall
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:$(^InstallBtn)"
FunctionEnd

Function SkipFolder
  Call MeasureRoom
  ${If} $room == ""
  ${OrIf} $room >= ${NEEDED}
    Abort
  ${EndIf}
FunctionEnd

Function CheckFolder
  Call MeasureRoom
  ${If} $room != ""
  ${AndIf} $room < ${NEEDED}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(DISK_FULL)"
    Abort
  ${EndIf}
FunctionEnd

; Makes the folder, and leaves none behind if the program cannot go there.
Function RefuseWithoutRoom
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $file "$INSTDIR\current.new" w
  ${If} ${Errors}
    RMDir "$INSTDIR"
    MessageBox MB_OK|MB_ICONSTOP "$(NOT_WRITABLE)" /SD IDOK
    SetErrorLevel 8
    Quit
  ${EndIf}
  FileClose $file
  Delete "$INSTDIR\current.new"
  Call MeasureRoom
  ${If} $room == ""
    Return ; Windows does not say; unpacking will
  ${EndIf}
  ${If} $room < ${NEEDED}
    RMDir "$INSTDIR"
    MessageBox MB_OK|MB_ICONSTOP "$(DISK_FULL)" /SD IDOK
    SetErrorLevel 7
    Quit
  ${EndIf}
FunctionEnd

; $EXEDIR as UTF-8, which NSIS itself cannot write: the program looks there for a ticket at its first start.
Function WriteCameFrom
  StrCpy $1 $EXEDIR
  StrCpy $0 $1 1 -1
  ${If} $0 == ":"
    StrCpy $1 "$1\" ; at a stick's top NSIS says "E:", which Windows takes for whatever folder somebody last stood in there
  ${EndIf}
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r1, i -1, p 0, i 0, p 0, p 0) i .r2'
  System::Alloc $2
  Pop $bytes
  StrCpy $3 $bytes
  System::Call 'kernel32::WideCharToMultiByte(i 65001, i 0, w r1, i -1, p r3, i r2, p 0, p 0) i .r2'
  IntOp $size $2 - 1
  StrCpy $4 "$INSTDIR\came-from"
  StrCpy $5 $size
  System::Call 'kernel32::CreateFileW(w r4, i 0x40000000, i 0, p 0, i 2, i 0x80, p 0) p .r6'
  System::Call 'kernel32::WriteFile(p r6, p r3, i r5, *i .r7, p 0)'
  System::Call 'kernel32::CloseHandle(p r6)'
  System::Free $bytes
FunctionEnd

; Whatever lies in layers and is not of this version.
Function RemoveOtherLayers
  FindFirst $0 $1 "$INSTDIR\layers\*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
    ${AndIf} $1 != "${RUNTIME}"
    ${AndIf} $1 != "${LIB}"
    ${AndIf} $1 != "${APP}"
      RMDir /r "$INSTDIR\layers\$1"
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
FunctionEnd

Section
  SetDetailsPrint textonly
  DetailPrint "$(PROGRESS_TEXT)"
  SetDetailsPrint none ; names of files tell a teacher nothing
  Call RefuseWhileRunning
  Call RefuseOverNewer
  Call RefuseWithoutRoom
  SetOverwrite on
  RMDir /r "$INSTDIR\licenses"
  !include "${FILES}" ; layers and licenses, then boot.py and the launcher, and the pointer as current.new
  InitPluginsDir
  File "/oname=$PLUGINSDIR\restore.dll" "${RESTORE}"
  StrCpy $1 "$INSTDIR\layers"
  System::Call '$PLUGINSDIR\restore.dll::restore(w r1) i .r0'
  ${If} $0 != 0
    MessageBox MB_OK|MB_ICONSTOP "$(NOT_UNPACKED)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  StrCpy $1 "$INSTDIR\current.new"
  StrCpy $2 "$INSTDIR\current"
  System::Call 'kernel32::MoveFileExW(w r1, w r2, i 9) i .r0' ; replace, and write through to the disk
  ${If} $0 = 0
    MessageBox MB_OK|MB_ICONSTOP "$(NOT_UNPACKED)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  !insertmacro REMOVE_POINTERS
  Call RemoveOtherLayers
  Call WriteCameFrom
  WriteUninstaller "$INSTDIR\uninstall.exe"
  SetOutPath "$INSTDIR" ; the folder in which the links start the program
  CreateDirectory "$SMPROGRAMS"
  CreateShortCut "$SMPROGRAMS\${LINK}.lnk" "$INSTDIR\tongxing.exe"
  CreateShortCut "$DESKTOP\${LINK}.lnk" "$INSTDIR\tongxing.exe"
  WriteRegStr HKCU "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "$(NAME)"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\tongxing.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "Tongxing"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  Call un.RefuseWhileRunning
  SetDetailsPrint textonly
  DetailPrint "$(REMOVING_TEXT)"
  SetDetailsPrint none
  SetOutPath "$TEMP" ; Windows does not remove a folder in which somebody stands
  RMDir /r "$INSTDIR\layers"
  RMDir /r "$INSTDIR\licenses"
  !insertmacro REMOVE_POINTERS
  Delete "$INSTDIR\current"
  Delete "$INSTDIR\counter"
  Delete "$INSTDIR\boot.py"
  Delete "$INSTDIR\came-from"
  Delete "$INSTDIR\tongxing.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only if nobody put anything else into it
  Delete "$SMPROGRAMS\${LINK}.lnk"
  Delete "$DESKTOP\${LINK}.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${KEY}"
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/PURGE" $0
  ${IfNot} ${Errors}
    RMDir /r "${DATA}"
  ${EndIf}
  SetDetailsPrint textonly ; for NSIS's own word that it is done
SectionEnd
