"""How surnames are read where that differs from the usual reading of the character.

The list is our own; the first reading sorts, the others are found as well.
"""

from collections.abc import Mapping
from types import MappingProxyType

_SINGLE = """
薄bo 秘bi 卜bu 谌chen,shen 种chong 重chong 都du 费fei,bi 佴nai 盖ge,gai 蓋ge,gai 句gou 炅gui
黑he 郇xun,huan 阚kan 缪miao 繆miao 乜nie 能nai 粘nian 区ou 區ou 朴piao 樸piao 繁po 覃qin,tan
仇qiu 单shan 單shan 召shao 折she 隗wei,kui 洗xian 解xie 蔚yu 乐yue 樂yue 员yun 員yun 藏zang
曾zeng 查zha 翟zhai,di 祭zhai 逢pang 镡tan,xin
"""

_COMPOUND = """
尉迟yu-chi 尉遲yu-chi 单于chan-yu 單于chan-yu 万俟mo-qi 萬俟mo-qi 澹台tan-tai 欧阳ou-yang
歐陽ou-yang 司马si-ma 司馬si-ma 司徒si-tu 司空si-kong 上官shang-guan 夏侯xia-hou 诸葛zhu-ge
諸葛zhu-ge 闻人wen-ren 东方dong-fang 赫连he-lian 皇甫huang-fu 公羊gong-yang 公冶gong-ye
公孙gong-sun 仲孙zhong-sun 轩辕xuan-yuan 令狐ling-hu 钟离zhong-li 宇文yu-wen 长孙zhang-sun
慕容mu-rong 鲜于xian-yu 闾丘lv-qiu 亓官qi-guan 宗政zong-zheng 濮阳pu-yang 淳于chun-yu
太叔tai-shu 申屠shen-tu 呼延hu-yan 端木duan-mu 东郭dong-guo 南宫nan-gong 百里bai-li
羊舌yang-she 微生wei-sheng 梁丘liang-qiu 左丘zuo-qiu 东门dong-men 西门xi-men 拓跋tuo-ba
独孤du-gu 第五di-wu 达奚da-xi 纳兰na-lan 完颜wan-yan 耶律ye-lv 谷梁gu-liang 段干duan-gan
巫马wu-ma 公良gong-liang 漆雕qi-diao 乐正yue-zheng 壤驷rang-si 公西gong-xi 宰父zai-fu 贺兰he-lan
颛孙zhuan-sun 子车zi-ju 夹谷jia-gu 南门nan-men 即墨ji-mo
"""


def _table(entries: str, *, length: int) -> Mapping[str, str]:
    return MappingProxyType({entry[:length]: entry[length:] for entry in entries.split()})


_SINGLE_READINGS = _table(_SINGLE, length=1)
_COMPOUND_READINGS = _table(_COMPOUND, length=2)
_SHORTEST_WITH_COMPOUND = 3


def surname_readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the readings of the surname's characters, () where nothing special is known.

    `name` has no spaces. A name with a middle dot has no surname to tell apart.
    """
    if "·" in name:
        return ()
    compound = _COMPOUND_READINGS.get(name[:2])
    if compound is not None and len(name) >= _SHORTEST_WITH_COMPOUND:
        return tuple((syllable,) for syllable in compound.split("-"))
    single = _SINGLE_READINGS.get(name[:1])
    return () if single is None else (tuple(single.split(",")),)
