"""Every kind, group by group in the order of the screens: an explicit list, so that a reader finds it and a built
program too. The first of a group is the one that is written most often."""

from app.records.kinds.action_step import ACTION_STEP
from app.records.kinds.activity import ACTIVITY
from app.records.kinds.assessment import ASSESSMENT
from app.records.kinds.attention import ATTENTION
from app.records.kinds.bright_spot import BRIGHT_SPOT
from app.records.kinds.calendar import CALENDAR
from app.records.kinds.case_discussion import CASE_DISCUSSION
from app.records.kinds.charter import CHARTER
from app.records.kinds.circle import CIRCLE
from app.records.kinds.class_observation import CLASS_OBSERVATION
from app.records.kinds.comment import COMMENT
from app.records.kinds.contact_grant import CONTACT_GRANT
from app.records.kinds.contact_request import CONTACT_REQUEST
from app.records.kinds.development_plan import DEVELOPMENT_PLAN
from app.records.kinds.family_contact import FAMILY_CONTACT
from app.records.kinds.family_event import FAMILY_EVENT
from app.records.kinds.growth_archive import GROWTH_ARCHIVE
from app.records.kinds.growth_message import GROWTH_MESSAGE
from app.records.kinds.home_visit import HOME_VISIT
from app.records.kinds.joint_preparation import JOINT_PREPARATION
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.kinds.mentoring_log import MENTORING_LOG
from app.records.kinds.mentorship_agreement import MENTORSHIP_AGREEMENT
from app.records.kinds.pairing import PAIRING
from app.records.kinds.partnership_agreement import PARTNERSHIP_AGREEMENT
from app.records.kinds.partnership_year import PARTNERSHIP_YEAR
from app.records.kinds.phone_tree import PHONE_TREE
from app.records.kinds.plc_meeting import PLC_MEETING
from app.records.kinds.plc_plan import PLC_PLAN
from app.records.kinds.profile import PROFILE
from app.records.kinds.pupil import PUPIL
from app.records.kinds.question import QUESTION
from app.records.kinds.question_box import QUESTION_BOX
from app.records.kinds.ready_mark import READY_MARK
from app.records.kinds.recognition import RECOGNITION
from app.records.kinds.reflection import REFLECTION
from app.records.kinds.released_counts import RELEASED_COUNTS
from app.records.kinds.research_project import RESEARCH_PROJECT
from app.records.kinds.resource import RESOURCE
from app.records.kinds.resource_list import RESOURCE_LIST
from app.records.kinds.school import SCHOOL
from app.records.kinds.school_plan import SCHOOL_PLAN
from app.records.kinds.sealed_note import SEALED_NOTE
from app.records.kinds.second_preparation import SECOND_PREPARATION
from app.records.kinds.story import STORY
from app.records.kinds.talk import TALK
from app.records.kinds.teaching_visit import TEACHING_VISIT
from app.records.kinds.term_report import TERM_REPORT
from app.records.kinds.training import TRAINING
from app.records.kinds.work_statement import WORK_STATEMENT

ALL = (
    # Lessons
    LESSON_PLAN,
    RESOURCE,
    CLASS_OBSERVATION,
    REFLECTION,
    JOINT_PREPARATION,
    # Mentoring
    MENTORING_LOG,
    MENTORSHIP_AGREEMENT,
    ASSESSMENT,
    QUESTION,
    # PLC and research
    PLC_MEETING,
    RESEARCH_PROJECT,
    PLC_PLAN,
    CHARTER,
    # Pupils
    TALK,
    BRIGHT_SPOT,
    GROWTH_MESSAGE,
    HOME_VISIT,
    FAMILY_CONTACT,
    CONTACT_REQUEST,
    CONTACT_GRANT,
    FAMILY_EVENT,
    PHONE_TREE,
    CASE_DISCUSSION,
    PUPIL,
    ATTENTION,
    # My growth
    DEVELOPMENT_PLAN,
    TRAINING,
    RECOGNITION,
    WORK_STATEMENT,
    STORY,
    # School, partners
    SCHOOL_PLAN,
    ACTIVITY,
    PARTNERSHIP_AGREEMENT,
    PARTNERSHIP_YEAR,
    RESOURCE_LIST,
    TEACHING_VISIT,
    TERM_REPORT,
    CALENDAR,
    SCHOOL,
    # Beside other records, or in no list
    COMMENT,
    ACTION_STEP,
    SECOND_PREPARATION,
    PROFILE,
    SEALED_NOTE,
    QUESTION_BOX,
    READY_MARK,
    RELEASED_COUNTS,
    GROWTH_ARCHIVE,
    PAIRING,
    CIRCLE,
)  # fmt: skip
