"""The tables of the paste cleaner: characters that arrive broken, and what was meant."""

import unicodedata
from collections.abc import Mapping

# Codes of the first national standard that point into the private area, with today's characters.
# What Python's codec knows is taken from it (`_from_codec`); these it still leaves private.
_PRIVATE = {
    "\ue78d": "\ufe10",
    "\ue78e": "\ufe12",
    "\ue78f": "\ufe11",
    "\ue790": "\ufe13",
    "\ue791": "\ufe14",
    "\ue792": "\ufe15",
    "\ue793": "\ufe16",
    "\ue794": "\ufe17",
    "\ue795": "\ufe18",
    "\ue796": "\ufe19",
    "\ue7c7": "\u1e3f",
    "\ue7c8": "\u01f9",
    "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5",
    "\ue82b": "\u9fb6",
    "\ue82c": "\u9fb7",
    "\ue832": "\u9fb8",
    "\ue843": "\u9fb9",
    "\ue854": "\u9fba",
    "\ue864": "\u9fbb",
    "\ue816": "\U00020087",
    "\ue817": "\U00020089",
    "\ue818": "\U000200cc",
    "\ue831": "\U000215d7",
    "\ue83b": "\U0002298f",
    "\ue855": "\U000241fe",
}
_FIRST_OF_ROW_FE = 0xE815
_TRAILS_OF_ROW_FE = (*range(0x50, 0x7F), *range(0x80, 0xA1))
_FIRST_OF_ROW_A9 = 0xE7E7
_TRAILS_OF_ROW_A9 = tuple(range(0x89, 0x96))
_RADICALS = (
    "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑长⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
_KANGXI = range(0x2F00, 0x2FD6)
_COMPATIBILITY = range(0xF900, 0xFAE0)

_GARBLED_CHARACTERS = "臵置乊之亊事叐受収发觃规斱方枀极仸任呾和徆很挄按戓或"
_GARBLED_WORDS = """
关亍关于 对亍对于 由亍由于 属亍属于 等亍等于 位亍位于 便亍便于 用亍用于 丌是不是 丌同不同
丌断不断 丌能不能 丌得不得 丌要不要 丌足不足 丌仅不仅 丌会不会 丌但不但 丌到不到 丌少不少
活劢活动 联劢联动 互劢互动 劳劢劳动 推劢推动 运劢运动 劢员动员 主劢主动 行劢行动 带劢带动
劢态动态 启劢启动 幵且并且 幵对并对 幵在并在 合幵合并 讣真认真 讣为认为 讣识认识 确讣确认
讣定认定 绉验经验 绉过经过 绉常经常 绉费经费 绉济经济 已绉已经 曾绉曾经 迕行进行 迕一步进一步
改迕改进 促迕促进 先迕先进 推迕推进 迕步进步 迓有还有 迓是还是 迓要还要 记彔记录 目彔目录
收彔收录 彔入录入 附彔附录 帮劣帮助 互劣互助 协劣协助 资劣资助
"""

_TRADITIONAL = (
    "愛爱礙碍襖袄罷罢擺摆敗败頒颁辦办幫帮綁绑鎊镑寶宝報报輩辈備备貝贝筆笔畢毕閉闭邊边編编變变標标錶表別别賓宾"
    "並并撥拨補补財财參参慘惨倉仓層层產产場场長长嘗尝廠厂車车徹彻塵尘陳陈稱称誠诚懲惩遲迟馳驰齒齿衝冲蟲虫"
    "籌筹礎础處处觸触傳传創创純纯辭辞從从叢丛錯错達达帶带貸贷單单擔担膽胆誕诞當当黨党檔档導导燈灯鄧邓敵敌遞递"
    "點点電电墊垫調调釘钉頂顶訂订東东動动凍冻鬥斗讀读獨独賭赌斷断鍛锻隊队對对頓顿奪夺額额兒儿爾尔發发髮发罰罚"
    "範范飯饭訪访飛飞費费紛纷奮奋糞粪豐丰風风楓枫鋒锋馮冯鳳凤膚肤輔辅負负婦妇復复複复賦赋蓋盖趕赶剛刚綱纲崗岗"
    "個个給给鞏巩貢贡夠够構构購购顧顾關关觀观館馆貫贯慣惯廣广規规歸归龜龟軌轨貴贵國国過过還还漢汉號号賀贺紅红"
    "後后護护滬沪華华畫画劃划話话懷怀歡欢環环換换煥焕黃黄揮挥輝辉彙汇匯汇會会燴烩繪绘渾浑夥伙獲获貨货積积極极"
    "級级幾几擠挤計计記记際际濟济績绩繼继紀纪夾夹價价堅坚間间艱艰監监檢检減减簡简見见鑒鉴踐践艦舰漸渐將将獎奖"
    "講讲醬酱膠胶驕骄腳脚攪搅轎轿較较階阶節节結结潔洁緊紧僅仅進进盡尽勁劲莖茎驚惊經经頸颈靜静鏡镜競竞舊旧舉举"
    "據据鋸锯懼惧劇剧絕绝覺觉決决軍军開开凱凯顆颗課课墾垦懇恳庫库褲裤誇夸塊块寬宽礦矿虧亏擴扩闊阔蘭兰藍蓝籃篮"
    "覽览爛烂勞劳樂乐類类離离禮礼裡里裏里曆历歷历勵励麗丽厲厉聯联蓮莲連连憐怜臉脸練练煉炼糧粮兩两輛辆諒谅"
    "療疗遼辽鄰邻臨临齡龄嶺岭領领劉刘龍龙樓楼爐炉陸陆錄录綠绿慮虑倫伦輪轮論论羅罗邏逻駱骆媽妈馬马嗎吗買买賣卖"
    "邁迈滿满貓猫貿贸麼么沒没門门們们夢梦彌弥綿绵麵面廟庙滅灭憫悯鳴鸣銘铭謀谋畝亩納纳難难腦脑鬧闹內内擬拟釀酿"
    "鳥鸟寧宁農农濃浓諾诺歐欧盤盘賠赔噴喷評评憑凭樸朴譜谱齊齐騎骑豈岂啟启氣气棄弃遷迁謙谦錢钱淺浅槍枪強强牆墙"
    "橋桥僑侨親亲輕轻傾倾慶庆窮穷區区驅驱軀躯趨趋權权勸劝確确讓让擾扰熱热認认榮荣軟软銳锐閏闰潤润賽赛傘伞"
    "喪丧掃扫澀涩殺杀曬晒傷伤賞赏燒烧紹绍設设審审嬸婶腎肾滲渗聲声勝胜聖圣師师詩诗時时識识實实蝕蚀勢势視视試试"
    "飾饰釋释壽寿獸兽書书樹树術术屬属豎竖數数帥帅雙双誰谁順顺說说碩硕絲丝飼饲鬆松慫怂頌颂訴诉蘇苏肅肃雖虽隨随"
    "歲岁孫孙損损縮缩鎖锁態态臺台壇坛談谈嘆叹湯汤燙烫濤涛討讨騰腾題题體体條条貼贴鐵铁聽听廳厅頭头圖图塗涂團团"
    "彎弯灣湾頑顽萬万網网為为韋韦圍围違违維维偉伟偽伪緯纬衛卫溫温聞闻穩稳問问窩窝臥卧烏乌務务無无吳吴誤误霧雾"
    "習习襲袭係系戲戏細细蝦虾俠侠峽峡狹狭嚇吓廈厦鮮鲜賢贤銜衔閒闲顯显險险現现獻献縣县線线憲宪鄉乡詳详響响項项"
    "蕭萧銷销曉晓嘯啸協协挾挟寫写謝谢興兴鏽锈須须許许敘叙緒绪續续選选學学勳勋尋寻訓训訊讯遜逊壓压鴉鸦亞亚煙烟"
    "嚴严顏颜鹽盐豔艳驗验陽阳養养樣样揚扬楊杨搖摇謠谣遙遥藥药爺爷業业葉叶醫医遺遗儀仪義义億亿憶忆藝艺議议異异"
    "譯译陰阴銀银飲饮隱隐應应嬰婴營营贏赢擁拥詠咏優优憂忧郵邮猶犹遊游誘诱魚鱼漁渔餘余與与嶼屿語语獄狱預预"
    "譽誉園园員员圓圆緣缘遠远願愿約约躍跃閱阅雲云運运醞酝韻韵雜杂災灾載载贊赞讚赞臟脏棗枣竈灶責责擇择則则澤泽"
    "賊贼贈赠閘闸詐诈齋斋債债嶄崭戰战張张漲涨帳帐賬账趙赵這这貞贞針针偵侦鎮镇陣阵爭争徵征鄭郑證证織织職职執执"
    "紙纸誌志製制質质滯滞鐘钟鍾钟種种眾众週周諸诸築筑駐驻專专轉转賺赚莊庄裝装壯壮狀状準准資资總总縱纵鄒邹組组"
)


def _pairs(text: str) -> dict[str, str]:
    return dict(zip(text[::2], text[1::2], strict=True))


def _row(lead: int, trails: tuple[int, ...], first: int) -> dict[str, str]:
    """Let the codec say what stands today where a row of the old standard was private."""
    return {
        chr(first + place): bytes((lead, trail)).decode("gb18030")
        for place, trail in enumerate(trails)
    }


def private_characters() -> Mapping[str, str]:
    """Return today's characters for the private codes of old Chinese systems."""
    rows = _row(0xFE, _TRAILS_OF_ROW_FE, _FIRST_OF_ROW_FE)
    return rows | _row(0xA9, _TRAILS_OF_ROW_A9, _FIRST_OF_ROW_A9) | _PRIVATE


def radical_characters() -> Mapping[str, str]:
    """Return the characters for the radicals and doubles that PDF readers copy instead."""
    doubles = (chr(code) for code in (*_KANGXI, *_COMPATIBILITY))
    return {one: unicodedata.normalize("NFKC", one) for one in doubles} | _pairs(_RADICALS)


def garbled_spellings() -> Mapping[str, str]:
    """Return what was meant by the look-alikes that broken fonts leave in copied text."""
    halves = ((word[: len(word) // 2], word[len(word) // 2 :]) for word in _GARBLED_WORDS.split())
    return dict(halves) | _pairs(_GARBLED_CHARACTERS)


def simplified_characters() -> Mapping[str, str]:
    """Return the simplified forms of common traditional characters."""
    return _pairs(_TRADITIONAL)
