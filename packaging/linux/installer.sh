#!/bin/sh
# Installs Tongxing for the person who runs this, without an administrator and without a network:
#
#     sh tongxing-VERSION-linux.run                installs, or brings what is there up to date
#     sh tongxing-VERSION-linux.run --uninstall    takes the program away; what was written stays
#     sh tongxing-VERSION-linux.run --purge        takes the program and everything that was written away; asks first,
#                                                  unless --yes follows
#
# The program goes to ~/.local/share/tongxing-app, what is written stays in ~/.local/share/tongxing. After the line that
# ends this text comes the program itself, as a .tar.xz.
set -eu
umask 022

VERSION='@VERSION@'
PAYLOAD_AT=@PAYLOAD_AT@
PAYLOAD_SIZE=@PAYLOAD_SIZE@
PAYLOAD_SHA256=@PAYLOAD_SHA256@
KILOBYTES=@KILOBYTES@
ID=cn.tongxing.app

data=${XDG_DATA_HOME:-$HOME/.local/share}
root=$data/tongxing-app
new=$data/tongxing-app.new
entry=$data/applications/$ID.desktop

# What is said in Chinese, and the same in English: in the desktop's language, in both where that is neither.
words() {
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
        zh*) printf '%s\n' "$1" ;;
        en*) printf '%s\n' "$2" ;;
        *) printf '%s\n%s\n' "$1" "$2" ;;
    esac
}
say() { words "$1" "$2"; }
# Started by a click there is no terminal to read in: $1 is the kind of box, then what it says.
show() {
    [ ! -t 2 ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -z "${TONGXING_QUIET:-}" ] || return 0
    case $1 in
        error) boxes="zenity --no-markup --error --text|kdialog --error|xmessage -center" ;;
        *) boxes="zenity --no-markup --info --text|kdialog --msgbox|xmessage -center" ;;
    esac
    text=$(words "$2" "$3")
    old_ifs=$IFS
    IFS='|'
    for shown in $boxes; do
        IFS=$old_ifs
        if command -v "${shown%% *}" >/dev/null; then
            $shown "$text" >/dev/null 2>&1 || true
            break
        fi
    done
    IFS=$old_ifs
}
stop() {
    say "$2" "$3" >&2
    show error "$2" "$3"
    exit "$1"
}

# Is a process running that was started from our folder? Exit code 5 is what the Windows installer gives for this.
check_not_running() {
    [ -d "$root" ] || return 0
    real=$(cd "$root" && pwd -P)
    if ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF -e "-> $real/layers/"; then
        stop 5 "同行正开着。请先关掉它，再运行一次。什么都没有改动。" \
            "Tongxing is open. Please close it and run this again. Nothing was changed."
    fi
}

# What an installation has put there; what Tongxing keeps in a portable folder or a person put there stays. So does the
# counter of the newest release that was taken, unless it is named: an upgrade must not let an older release in again.
remove_program() {
    for name in bin layers licenses icons boot.py current previous confirmed trying went-back fetched came-from "$@"; do
        rm -rf "${root:?}/$name" "${root:?}/$name.new"
    done
    rmdir "$root" 2>/dev/null || true
}

remove_menu() {
    rm -f "$entry"
    for size in 48x48 128x128 256x256; do rm -f "$data/icons/hicolor/$size/apps/$ID.png"; done
    rm -f "$data/icons/hicolor/scalable/apps/$ID.svg"
    refresh_menu
}

refresh_menu() {
    if command -v update-desktop-database >/dev/null; then
        update-desktop-database -q "$data/applications" 2>/dev/null || true
    fi
}

unpack() {
    command -v xz >/dev/null || stop 3 \
        "这台电脑缺少 xz 程序，装不了。请让管电脑的老师装上 xz-utils，再运行一次。什么都没有改动。" \
        "This computer lacks the program xz. Please have the package xz-utils installed and run this again. Nothing was changed."
    mkdir -p "$data"
    free=$(df -Pk "$data" | awk 'NR == 2 { print $4 }')
    [ "$free" -gt $((KILOBYTES + 20000)) ] || stop 4 \
        "硬盘空间不够：需要 $((KILOBYTES / 1000 + 20)) MB。请腾出一些空间，再运行一次。什么都没有改动。" \
        "There is not enough room: $((KILOBYTES / 1000 + 20)) MB are needed. Please make some and run this again. Nothing was changed."
    rm -rf "$new"
    mkdir "$new"
    # A stick that gave wrong bytes is found before anything is unpacked.
    sum=$(tail -c +"$PAYLOAD_AT" "$0" | head -c "$PAYLOAD_SIZE" | sha256sum)
    if [ "${sum%% *}" != "$PAYLOAD_SHA256" ] ||
        ! tail -c +"$PAYLOAD_AT" "$0" | head -c "$PAYLOAD_SIZE" | xz -dc | tar -x -C "$new" --no-same-owner; then
        rm -rf "$new"
        stop 2 "安装文件不完整或者坏了。请再从U盘拷一次，或者换一个U盘。什么都没有改动。" \
            "The installer's file is not whole or damaged. Please copy it from the stick once more. Nothing was changed."
    fi
}

# The folder of the stick that this was started from, so that the first start finds its invitation there.
came_from() {
    cd "$(dirname "$0")" && pwd -P
}

# A path inside the quotation marks of an Exec line: the desktop entry's rules ask for four signs to be escaped, twice.
quoted() {
    printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g'
}

put_menu() {
    mkdir -p "$data/applications" "$data/icons"
    cp -R "$root/icons/hicolor" "$data/icons/"
    PROGRAM=$(quoted "$root/bin/tongxing") awk '{
        while ((i = index($0, "@PROGRAM@")) > 0) $0 = substr($0, 1, i - 1) ENVIRON["PROGRAM"] substr($0, i + 9)
        print }' "$root/icons/tongxing.desktop" >"$entry"
    rm -rf "$root/icons"
    refresh_menu
}

install() {
    [ "$(id -u)" -ne 0 ] || stop 6 \
        "请不要用管理员（root）安装：用平时登录的账号运行就可以。什么都没有改动。" \
        "Please do not install as administrator (root): run this from the account that you work with. Nothing was changed."
    check_not_running
    say "正在安装，一两分钟就好。请先别拔U盘。" "Installing; this takes a minute or two. Please leave the stick in."
    unpack
    from=$(came_from)
    mkdir -p "$root"
    remove_program
    mkdir -p "$root"
    for part in "$new"/*; do mv "$part" "$root/"; done
    rmdir "$new"
    printf '%s\n' "$from" >"$root/came-from"
    put_menu
    if ! problem=$("$root/bin/tongxing" --version 2>&1); then
        stop 7 "装好了，可是打不开。缺少的东西写在下面：" "It is installed but cannot be opened. What is missing: $problem"
    fi
    zh="同行 $VERSION 装好了。请在菜单里打开“同行”；第一次打开时请让U盘插着。"
    en="Tongxing $VERSION is installed. You find it in the menu; please leave the stick in for the first start."
    say "$zh" "$en"
    show info "$zh" "$en"
}

ask_purge() {
    say "这会删除您在这台电脑上写的所有内容，找不回来。确定就输入：删除" \
        "This deletes everything that you wrote on this computer, for good. If you are sure, type: delete"
    read -r answer || answer=
    case $answer in
        删除 | delete) ;;
        *) stop 8 "什么都没有删除。" "Nothing was deleted." ;;
    esac
}

case ${1:-} in
    --uninstall)
        check_not_running
        remove_program counter
        remove_menu
        say "同行已经卸载。您写的内容还在：$data/tongxing" "Tongxing is removed. What you wrote is still in $data/tongxing" ;;
    --purge)
        check_not_running
        [ "${2:-}" = --yes ] || ask_purge
        remove_program counter
        remove_menu
        rm -rf "${data:?}/tongxing"
        say "同行和在这台电脑上写的内容都已经删除。" "Tongxing and everything that was written on this computer are removed." ;;
    --version) echo "$VERSION" ;;
    "") install ;;
    *)
        say "用法：
    sh $0                安装；装过的换成新的，写的内容不动
    sh $0 --uninstall    卸载；写的内容留着
    sh $0 --purge        连写的内容一起删除；会先问一遍，后面加 --yes 就不问" "$(sed -n '2,11s/^# \{0,1\}//p' "$0")"
        exit 1 ;;
esac
exit 0
