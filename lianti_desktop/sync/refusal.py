"""Why a file from outside was not taken in: one typed reason and one Chinese sentence each."""

from enum import StrEnum

from lianti_desktop.domain.errors import UserError


class Reason(StrEnum):
    """The reasons; the command line prints them as they are."""

    UNKNOWN_FILE = "unknown_file"
    DAMAGED = "damaged"
    NOT_FOR_US = "not_for_us"
    NEWER_VERSION = "newer_version"
    OTHER_ALLIANCE = "other_alliance"
    NOT_ENROLLED = "not_enrolled"
    UNKNOWN_SENDER = "unknown_sender"
    REVOKED = "revoked"
    BAD_CERTIFICATE = "bad_certificate"
    BAD_SIGNATURE = "bad_signature"
    BAD_HEADER = "bad_header"
    READDRESSED = "readdressed"
    BAD_SEGMENT = "bad_segment"
    BAD_COMMIT = "bad_commit"
    BAD_CHECKPOINT = "bad_checkpoint"
    TOO_LARGE = "too_large"
    MASS_CHANGE = "mass_change"
    WRONG_WORDS = "wrong_words"


class RefusedError(UserError):
    """A file was refused; nothing of it was applied."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(_SENTENCES[reason].format(detail))
        self.reason = reason


_SAFE = "本机的数据没有变化。"
_SENTENCES = {
    Reason.UNKNOWN_FILE: f"这不是联体桌面的交换文件。{_SAFE}请核对是不是拿错了文件。",
    Reason.DAMAGED: f"文件不完整，可能U盘拔早了或文件坏了。{_SAFE}请让对方重新做一个包。",
    Reason.NOT_FOR_US: (
        f"这个包不是给本机的，打不开。{_SAFE}请交给封面上写的学校；"
        "写的就是本校，请向中心校核实本机是不是停用了。"
    ),
    Reason.NEWER_VERSION: (
        f"这个包是用更新的程序做的（需要格式 {{}}）。{_SAFE}请先装上新版本再收。"
    ),
    Reason.OTHER_ALLIANCE: f"这个包来自另一个联盟。{_SAFE}请核对是不是拿错了U盘。",
    Reason.NOT_ENROLLED: f"本机还没有加入联盟的交换。{_SAFE}请先做入盟申请，交中心校办理。",
    Reason.UNKNOWN_SENDER: f"做包的电脑不在联盟名册里。{_SAFE}请向中心校核实这台电脑。",
    Reason.REVOKED: (
        f"做包的电脑已经被中心校停用。{_SAFE}"
        "请向中心校核实；确实是换下来的旧电脑，可以收到“待处理”里逐条看。"
    ),
    Reason.BAD_CERTIFICATE: f"包里的身份证明不是中心校发的。{_SAFE}请不要使用它，并告诉中心校。",
    Reason.BAD_SIGNATURE: f"包的签名与做包的电脑不符。{_SAFE}请不要使用它，并告诉中心校。",
    Reason.BAD_HEADER: f"包的封面文字被改过。{_SAFE}请让对方重新做一个包。",
    Reason.READDRESSED: f"包里写的收件人不是本机，可能被转了手。{_SAFE}请告诉中心校。",
    Reason.BAD_SEGMENT: f"包里的内容与清单不符。{_SAFE}请让对方重新做一个包。",
    Reason.BAD_COMMIT: f"包里的记录前后不相连或写法不对。{_SAFE}请让对方重新做一个包。",
    Reason.BAD_CHECKPOINT: f"包里的记录没有原作者的签名。{_SAFE}请告诉中心校。",
    Reason.TOO_LARGE: f"包里的内容大得不正常，没有打开。{_SAFE}请告诉中心校。",
    Reason.MASS_CHANGE: (
        f"这个包会改动或删除 {{}} 条已有的记录，比平常多。{_SAFE}"
        "请先与对方核实，确实要收时按这个数字确认。"
    ),
    Reason.WRONG_WORDS: f"核对的六个词不一致，没有受理申请。{_SAFE}请重新与对方逐个核对。",
}
