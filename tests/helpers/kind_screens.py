"""The form of every listed kind with what a teacher would have written in it, every section open.

The values are those of the term that ``tongxing demo`` plays, and for kinds that it leaves out, the ones below; all of
it in Chinese, as it is somebody's own words. One picture of each is enough: what forms have in common is seen elsewhere
in both languages and in the dark.
"""

import re
from datetime import date
from functools import cache, partial
from typing import Any

from app.demo.term.script import Meaning, Script, read_script
from app.records.kind import Kind
from app.records.kinds import ALL
from app.records.values import Value
from app.ui.forms.page import FormPage
from app.ui.main_window import MainWindow
from app.workspace.workspace import Workspace
from tests.helpers.camera import Camera

_SCHOOL = "木里藏族自治县瓦厂镇中心小学"
_MARK = re.compile(r"[@=]\w+")
#: Kinds of which no record is written in the play.
_BESIDES: dict[str, dict[str, Any]] = {
    "assessment": {
        "period": "2026年秋季学期", "whom": "刘玉英", "written_on": "N-1",
        "helped": "十月那次听课，您没有先说我哪里不好，而是把小龚那句“雨是甜的”念给我听。",
        "grew": "我敢等了。提问以后心里数三下，后排的孩子也开了口。",
        "more": "想多看您怎样接住孩子说错的话。", "thanks": "谢谢您每个星期三都等我的电话。",
    },
    "question": {
        "text": "复式班里三年级读书的时候，四年级总是静不下来，怎么安排才不空等？", "subject": "zh",
        "details": "试过让四年级抄写，他们抄完就抬头看我。",
        "answers": [{"text": "给四年级一个小问题，读完说给同桌听。先试一节课。", "who": "刘玉英", "on": "N-2"}],
    },
    "growth_message": {
        "name": "王小明", "term": "2026年秋季学期", "mentor": "扎西·乌兰", "class_teacher": "欧阳军",
        "spots": [
            {"day": "T+30", "what": "课间扶起了摔倒的一年级同学，还陪他走到校医室。"},
            {"day": "T+52", "what": "数学课上主动讲了自己想错的地方，全班给他鼓掌。"},
        ],
        "message": "小明，这学期老师看到你一点一点地长大。你扶起摔倒的小同学，一路陪他走；"
        "你敢讲自己想错的地方，让大家都不怕错。",
        "hope": "新学期，愿你多讲给我们听。",
    },
    "contact_request": {
        "name": "张小花", "asks": "师春梅", "mentor": "扎西·乌兰", "scope": ["p", "v"],
        "why": "想请家长来看运动会，孩子要跑接力。", "until": "N+14", "answer": "m",
        "answer_words": "她妈妈晚上七点以后才下山，我先打个电话问好时间，再告诉您。",
    },
    "contact_grant": {
        "name": "张小花", "colleague": "师春梅", "mentor": "扎西·乌兰", "until": "N+14", "scope": ["p"],
        "about": "运动会那天来不来、怎么来。", "form": "打电话，说藏语", "often": "一次",
        "people": [
            {"who": "张大山", "relation": "爸爸", "phone": "139 0000 1234", "language": "藏语", "when": "晚上七点以后"},
        ],
    },
    "family_event": {
        "topic": "家长学校：孩子写作业时我们能做什么", "held_on": "T+40", "type": "s", "place": "学校操场",
        "hosts": ["欧阳军", "扎西·乌兰"], "families": 21,
        "notes": "请三位家长说了自家的办法。大家说好：晚上八点以后不看手机，孩子写字，大人也坐着做点安静的事。",
    },
    "case_discussion": {
        "topic": "不肯开口的孩子", "alias": "小 W", "held_on": "N-9", "people": ["欧阳军", "师春梅", "扎西·乌兰"],
        "background": "三年级，爸爸妈妈在外地，和奶奶住在河对面。",
        "facts": "课上点名不作声，课间会给低年级的同学讲故事。", "strengths": "讲故事时声音很亮，记得住很长的情节。",
        "tried": "让他先写在本子上，再念一句。",
        "views": [
            {"who": "扎西·乌兰", "view": "他怕说错。先让他说给一个人听。", "seen": "实验课上他悄悄提醒同桌"},
            {"who": "师春梅", "view": "请他每周给一年级讲一次故事。", "seen": "接弟弟放学"},
        ],
        "plan": [{"task": "每周三给一年级讲故事", "owner": "欧阳军", "due": "N+5", "done": False}],
        "review_on": "N+19", "experience": "先找到他愿意开口的地方。",
    },
    "pupil": {
        "name": "阿依努尔·买买提艾力江", "class_name": "三、四年级复式班", "grade": "4", "class_teacher": "欧阳军",
        "wishes": ["扎西·乌兰"], "notes": "我喜欢看蚂蚁，想知道它们下雨天去哪里。",
    },
    "attention": {
        "name": "王小明", "needs": ["alone", "gift"], "since": "T+10", "look_again": "N+12",
        "strengths": "会讲故事，会照顾小同学。", "notes": "爸爸妈妈十月去了外地。这两周午饭吃得少。",
        "plan": "午饭时请导师和他同桌；每周和妈妈通一次话。",
        "steps": [{"what": "陪他给妈妈打电话", "who": "扎西·乌兰", "due": "N+3", "done": False}],
    },
    "work_statement": {
        "title": "2026年秋季学期工作陈述", "begins": "T+0", "ends": "T+140",
        "words": "带三、四年级复式班语文，和刘玉英老师结对，一起看了六节课。",
        "effect": "孩子们写得长了。我学会了先等三秒。",
    },
    "story": {
        "title": "他第一次自己举起了手", "sort": "growth", "told_on": "N-20",
        "body": "一个从不说话的孩子，请他当“位”，他把卡片翻得比谁都快。下课时他自己走过来说：老师，我还想当十六。",
        "learnt": "先给他一件事做，话就有了。",
    },
    "partnership_year": {
        "name": "积玉桥—瓦厂结对年度计划", "year": "本学年",
        "aims": "村小老师自己主持一次联合教研；两校孩子通三次信。",
        "plan": [
            {"month": "9", "activity": "联席会议：先做哪三件事", "audience": "两校校长、教研员", "owner": "任金凤",
             "way": "c", "due": "T+14", "done": True},
            {"month": "11", "activity": "送教：三年级习作", "audience": "三、四年级", "owner": "刘玉英",
             "way": "s", "cost": 600, "due": "T+70", "done": False},
        ],
        "notes": "冬天路滑，送教的日子要提前定。",
    },
    "resource_list": {
        "name": "积玉桥—瓦厂资源清单", "year": "本学年",
        "items": [
            {"name": "习作提示卡", "sort": "l", "count": 24, "provider": "积玉桥中心小学", "handed_on": "T+36",
             "use": "三、四年级每周用一次"},
            {"name": "放大镜", "sort": "t", "count": 12, "provider": "积玉桥中心小学", "handed_on": "T+36",
             "use": "科学课看种子"},
        ],
        "notes": "放在三年级教室后面的柜子里，钥匙在欧阳老师那里。",
    },
    "term_report": {
        "title": f"{_SCHOOL} 第一学期报告", "term": "第一学期", "made_on": "N+0",
        "numbers": [
            {"what": "有导师的学生", "number": 14, "of": 15, "before": 9},
            {"what": "家访记录", "number": 13, "of": 15, "before": 11},
        ],
        "reached": "每个孩子都有一位愿意听他说话的老师；还有一位孩子正在等他想请的老师回来。",
        "stories": [{"title": "一把伞", "words": "下雨天，他把伞让给了低年级的同学，自己跑回家。"}],
        "next": "下学期先把两位新老师请进导师团。",
    },
}  # fmt: skip


def take_kinds(camera: Camera, window: MainWindow, workspace: Workspace) -> None:
    """A record of each kind, every section open."""
    for kind in ALL:
        if not kind.alone:
            continue
        record = camera.tasks.do(partial(workspace.create, kind.key, written(kind)))
        window.open_record(record)
        page = window.page(f"record:{record}")
        assert isinstance(page, FormPage)
        camera.settle(partial(_whole, page))
        for section in page.form.sections if page.form is not None else []:
            section.set_open(True)
        camera.settle(partial(_whole, page))
        camera.take_once(f"form-{kind.key.replace('_', '-')}", window)
        camera.tasks.do(partial(workspace.delete, record))


def written(kind: Kind) -> dict[str, Value]:
    """What stands in the record of a kind; people of the play by name, without its links to other records."""
    script = _script()
    records = [(one.kind, one.values) for one in script.records] + [(one.kind, one.values) for one in script.cared]
    values = _BESIDES.get(kind.key) or next(values for of, values in records if of == kind.key)
    meaning = Meaning(str, str, date(2026, 11, 21))
    found = {key: _plain(value, script) for key, value in values.items() if not _is_link(value)}
    if kind.names_pupils:
        found.setdefault("name", "王小明")
    elif not found.get(kind.title):
        found[kind.title] = "六校语文教研组"
    return {key: meaning.value(value) for key, value in found.items()}


@cache
def _script() -> Script:
    return read_script("zh")


def _is_link(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _plain(value: Any, script: Script) -> Any:
    if isinstance(value, list):
        return [_plain(one, script) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one, script) for key, one in value.items() if not _is_link(one)}
    if isinstance(value, str) and _MARK.fullmatch(value):
        return script.people[value[1:]].name if value[1:] in script.people else ""
    return value


def _whole(page: FormPage) -> bool:
    return page.form is not None and page.form.whole
