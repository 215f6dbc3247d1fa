"""Pages of our own in the languages that legacy encodings were made for."""

ZH_HANS = """\
关闭广告

河边的旧书摊又开张了 老板说雨停了就卖半价

江畔晚报2026-03-02 09:15:00418人阅读

三月的第一个周末,停业两年的旧书摊重新摆在了石桥下面。摊主姓何,今年六十七岁,他把自家的门板拆下来当桌子,上面放着三百多本书。
“书不怕旧,就怕没有人翻。”他一边说,一边用毛巾擦去封面上的水珠。旁边的孩子们围着一本地图册,争论哪一条河更长。
附近的居民告诉记者,这里从前每天都有人来下棋,后来修路,大家就散了。现在路修好了,灯也亮了,他们希望书摊能一直开下去。

猜你喜欢
为什么下雨天更容易想起小时候
"""
ZH_HANT = """\
關閉廣告

山城的老電車今年要換新車廂 居民說聲音最讓人想念

山城日報2026-04-11 08:00:00

這條電車路線從碼頭開到山頂,全程只有四公里,卻要走半個小時。司機林先生說,乘客最喜歡的是轉彎時車輪發出的聲音。
「新車比較安靜,也比較涼快,可是我還是會想念它。」一位每天搭車上學的學生這樣說。
交通局表示,舊車廂不會丟掉,會放在總站旁邊的小公園裡,讓大家進去坐坐。第一節車廂將於五月展出,歡迎市民前來參觀。
"""
JA = """\
広告を閉じる

港町の小さな灯台、百年ぶりに色を塗り直す

港新聞 2026年5月3日

海を見下ろす丘の上に立つ灯台が、この春ペンキを塗り直された。地元の人たちは「赤でなければ灯台らしくない」と話す。
作業は三週間かかり、途中で雨が続いたため、予定より少し遅れた。それでも子どもたちは毎日見に来て、色が変わっていく様子をノートに描いていたという。
カメラを持った観光客も増えている。夕方になると、光がゆっくりと海の上を回りはじめる。
"""
KO = """\
광고 닫기

골목 끝의 작은 빵집, 새벽마다 불을 켜는 이유

바다신문 2026년 6월 7일

골목 끝에 있는 빵집은 새벽 네 시에 문을 연다. 주인은 버스 기사들이 첫차를 몰기 전에
따뜻한 빵을 먹을 수 있게 하려고 그렇게 한다고
말했다.
손님들은 저마다 좋아하는 자리가 있다. 창가에 앉은 할머니는 매일 같은 빵을 사서 반은 먹고 반은 집으로 가져간다.
비가 오는 날에는 사람이 적지만 가게의 불은 꺼지지 않는다. 그는 앞으로도 계속 이 시간에 문을 열 생각이다.
"""
DE = """\
Anzeige schließen

Die Brücke am Mühlbach wird erst im März wieder geöffnet

Wie das Bauamt erklärte, müssen zunächst die Geländer geprüft werden. „Für die Fußgänger ändert sich nichts“, sagte
die Sprecherin – sie könnten weiterhin den schmalen Weg über die Schleuse benutzen.
Größere Fahrzeuge fahren über Königsfelden; das dauert etwa zwölf Minuten länger.
"""
FR = """\
Fermer la publicité

À la fin de l’été, le marché déménage sous les platanes

Les commerçants l’ont décidé après une longue soirée de débats : dès septembre, les étals seront installés près de la
fontaine. « C’est plus frais, et les enfants peuvent jouer à côté », a déclaré une fromagère.
La mairie a accepté, à condition que les allées restent dégagées jusqu’à midi.
"""

CASES = [
    *((ZH_HANS, encoding) for encoding in ("gb2312", "gbk", "gb18030")),
    *((ZH_HANT, encoding) for encoding in ("big5", "cp950", "big5hkscs", "gbk")),
    *((JA, encoding) for encoding in ("shift_jis", "cp932", "euc_jp", "iso2022_jp")),
    *((KO, encoding) for encoding in ("euc_kr", "cp949")),
    *((text, "cp1252") for text in (DE, FR)),
    *(
        (text, encoding)
        for text in (ZH_HANS, ZH_HANT, JA, KO, DE, FR)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    ),
]
"""(text, encoding it can be written in)"""
