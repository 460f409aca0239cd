"""Keys and check sums as words that can be read aloud on the telephone.

Each of 256 common characters stands for one byte. They were chosen so that no two are read with the
same syllable, whatever the tone, and none has a second reading.
"""

import hashlib
from typing import Final

from lianti_desktop.domain.errors import UserError

_LETTERS: Final = (
    "安八班北本笔边表别播布菜层茶陈成抽出春村打代党到低点顶东短对多鹅发反飞分风夫改刚高歌根工狗"
    "瓜乖关光贵国海汉好河黑很后湖花欢黄回火鸡间江交街今京九举军开看康考空口哭快宽来老里两林灵龙"
    "楼旅马买满忙毛门梦米面名木拿奶脑你牛农牌盘朋皮坡普七千桥秋去全群然让热人日荣如软三桑森山商"
    "少社生诗手书双水送苏算岁孙所谈唐套特疼天条铁通头推外微文我屋西下先香小写心星学牙阳要爷衣音"
    "用友鱼元云在早则怎照者真正中州主专桌子走昨纸装准总组刷甩顺丝梯停图瓦弯网翁枪琴请穷却绕扔柔"
    "弱润扫杀晒神娘捏怒挪欧抛配喷偏飘瓶恰兜恩更孤滚航轰婚加决科肯昆"
)
_CODES: Final = {letter: code for code, letter in enumerate(_LETTERS)}
_CHECK_BYTES = 2
_LETTERS_A_WORD = 2
CHECK_WORDS = 6


def spell(secret: bytes) -> list[str]:
    """A secret as words of two characters, a check sum at the end."""
    return _words(secret + _check(secret))


def read(text: str) -> bytes:
    """The secret behind words; spaces, digits and line ends between them are passed over, and so
    are lines of prose around them."""
    words_alone = "".join(line for line in text.splitlines() if _is_of_words(line))
    for letters in (text, words_alone):
        data = bytes(_CODES[letter] for letter in letters if letter in _CODES)
        secret, check = data[:-_CHECK_BYTES], data[-_CHECK_BYTES:]
        if secret and _check(secret) == check:
            return secret
    raise UserError("密语不对，没有使用它。数据没有变化。请对照纸上的字逐个核对再输一次。")


def _is_of_words(line: str) -> bool:
    return all(letter in _CODES or letter.isspace() or letter.isdigit() for letter in line)


def check_words(data: bytes) -> str:
    """Six words to compare by telephone: equal words mean equal files."""
    digest = hashlib.blake2b(data, digest_size=CHECK_WORDS * _LETTERS_A_WORD).digest()
    return " ".join(_words(digest))


def same_words(said: str, expected: str) -> bool:
    """Whether words that somebody typed are those expected, however they are divided."""
    return [c for c in said if not c.isspace()] == [c for c in expected if not c.isspace()]


def _check(secret: bytes) -> bytes:
    return hashlib.blake2b(secret, digest_size=_CHECK_BYTES, person=b"lianti words").digest()


def _words(data: bytes) -> list[str]:
    letters = "".join(_LETTERS[code] for code in data)
    return [letters[at : at + _LETTERS_A_WORD] for at in range(0, len(letters), _LETTERS_A_WORD)]
