"""What clutter says within a line, as data: patterns over casefolded text, the telling ones first.

Quantifiers are bounded, so that matching stays linear in the length of a line.
"""

from reader.core.article import Label

# pattern, label, weight, speaks for itself, reason
MARKS: tuple[tuple[str, Label, float, bool, str], ...] = (
    (
        (
            r"icp备|icp證|icp证|公网安备|京公安网|网安备案|增值电信|经营许可证|新闻信息服务许可|许可证[:：]|"
            r"备案(?:序)?号|统一社会信用代码|gongan"
        ),
        Label.FOOTER,
        6.0,
        True,
        "a site's registration or licence number",
    ),
    (
        (
            r"copyright\s?(?:©|\(c\)|[:：]|\d|by|\d{4})|©|ⓒ|\(c\)\s?\d{4}|all rights? reserved|版权所有|版權所有|"
            r"alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|^powered by\b|hak cipta"
        ),
        Label.FOOTER,
        4.5,
        True,
        "a copyright line",
    ),
    (
        (
            r"(?:不良信息|违法.{0,6})举报|举报电话|举报邮箱|客服电话|服务热线[:：]|主办单位[:：]|^主办[:：]|"
            r"承办单位[:：]|技术支持[:：]|邮编[:：]|建议使用.{0,20}浏览器|本站所有信息|本站(?:部分)?内容(?:由|均|"
            r"来|收集)|浏览器以?(?:上|获得)"
        ),
        Label.FOOTER,
        4.0,
        True,
        "contact or licence details of the site",
    ),
    (
        (
            r"(?:版权|免责|特别|郑重|风险|法律)?(?:与|及|和)?(?:版权|免责|特别|郑重)(?:声明|提示|说明)[:：]|"
            r"^声明[:：]|不代表(?:本网|本站|本报|本平台|.{2,12}(?:观点|立场))|凡本(?:网|站|报).{0,4}注明|(?:未经|"
            r"未經).{0,24}(?:授权|许可|同意|允许).{0,12}(?:转载|使用|复制|摘编|轉載|複製)|無断転載|無断複製|"
            r"許可のない転載|무단\s?전재|請勿轉載|저작권자|如有侵权.{0,12}(?:联系|删除|告知)|仅提供信息存储|"
            r"投资有风险.{0,6}(?:入市|选择)|转载(?:本文)?请(?:注明|在|联系)|转载请注明|版权归.{0,12}所有|"
            r"不构成.{0,12}(?:建议|意见)"
        ),
        Label.DISCLAIMER,
        5.0,
        True,
        "a notice about rights or liability",
    ),
    (
        (
            r"(?:the )?(?:views|opinions) (?:and opinions )?expressed (?:in this|here|by)|may contain affiliate|"
            r"affiliate (?:links|commission)|as an amazon associate|we may (?:earn|receive) (?:a |"
            r"an )?(?:small )?(?:commission|compensation)|for informational purposes only|"
            r"does not constitute .{0,30}advice|may not be (?:published|reproduced|republished)|without (?:prior |"
            r"express )?(?:written )?permission"
        ),
        Label.DISCLAIMER,
        4.0,
        True,
        "a notice about rights or liability",
    ),
    (
        (
            r"(?:uses?|using|accept|our) cookies|cookie(?:s)? (?:policy|to (?:improve|give|ensure|provide|make|"
            r"personali))|by (?:continuing|clicking|subscribing|signing up|submitting|using (?:this|our) site)|"
            r"we value your privacy|(?:store and/or access|access) information on (?:a|your) device|"
            r"our (?:\d+ )?partners process|recaptcha|utilizza cookie|verwenden cookies|使用\s?cookie"
        ),
        Label.FOOTER,
        5.0,
        True,
        "a notice about cookies or terms",
    ),
    (
        (
            r"^(?:【|\[|（)?\s?(?:广告|推广|赞助|廣告|pr|ad|sponsored)\s?(?:】|\]|）)|^[-—=\s]*(?:广告|推广|"
            r"advertisement)[-—=\s]*$|点击(?:上方|下方|下面|蓝字|此处|这里|领取|了解|进入|查看).{0,16}|"
            r"长按.{0,8}(?:二维码|识别|关注)|扫(?:一扫|码|描).{0,16}(?:关注|下载|二维码|手机|加入|打开|阅读)|"
            r"打开.{0,10}app|下载.{0,6}(?:app|客户端)|(?:优惠码|粉丝专享|包邮|领取优惠|新人首年|立减|秒杀价)|"
            r"进入广告|阅读体验更佳|二维码.{0,6}(?:加入|关注)"
        ),
        Label.ADVERTISEMENT,
        4.0,
        True,
        "a request to buy, open or follow something",
    ),
    (
        (
            r"subscribe for [£$€]|unsubscribe at any|(?:sign|signing) up (?:for|to) (?:our|the)|"
            r"delivered (?:straight |right |directly )?to your inbox|enter your email|your (?:email address|"
            r"inbox)\b|(?:join|over) [\d,]+\+? (?:subscribers|readers|people)|free shipping|% off|use code\b|"
            r"shop on\b|click here to (?:subscribe|buy|download|learn|read|sign)|download (?:our|"
            r"the) (?:free )?(?:app|guide|ebook|report)|support (?:our|independent) journalism|"
            r"already a (?:subscriber|member)|subscribe to (?:our|read|continue|get|the)"
        ),
        Label.ADVERTISEMENT,
        3.5,
        True,
        "a request to subscribe or buy",
    ),
    (
        (
            r"^(?:分享(?:到|至|给|按钮)?|转发(?:到|给)?|share (?:on|this|via|to|with)|click to share|tweet (?:on|"
            r"this)|pin on|follow (?:us|me|@|.{0,30} on (?:x|twitter|facebook|instagram|linkedin|youtube))|"
            r"email this|print this|like us on|find us on|teilen (?:auf|per)|partager sur|compartir en)"
        ),
        Label.SHARE,
        3.0,
        True,
        "buttons for sharing the page",
    ),
    (
        (
            r"^\d[\d,.]*k?\s?(?:shares?|likes?|views?|tweets?|pins?|followers?)$|(?:点赞|收藏|转发|分享|在看|喜欢|"
            r"赞)\s?\d[\d,]*.{0,12}(?:点赞|收藏|转发|分享|在看|举报|喜欢)|(?:微信|微博|qq空间|facebook|twitter|"
            r"whatsapp|linkedin).{1,12}(?:微信|微博|qq空间|facebook|twitter|linkedin|pinterest|whatsapp)"
        ),
        Label.SHARE,
        3.0,
        True,
        "buttons for sharing the page",
    ),
    (
        (
            r"^(?:当前位置|您(?:现在)?的?(?:当前)?位置|你的位置|所在位置|位置|現在位置|目前位置|"
            r"you are here)\s?[:：]?|^(?:首页|home|start|ホーム|网站首页|.{2,6}首页)\s{0,2}(?:>|»|›|/|→|≫|--|＞)"
        ),
        Label.NAVIGATION,
        4.0,
        True,
        "a breadcrumb: where the page lies in its site",
    ),
    (
        (r"^.{1,20}[>›»＞].{1,30}[>›»＞]|^.{1,20}[>›»＞].{1,30}正文"),
        Label.NAVIGATION,
        3.0,
        True,
        "a breadcrumb: where the page lies in its site",
    ),
    (
        (
            r"^(?:上一篇|下一篇|上一章|下一章|前一篇|后一篇|【上一篇】|prev(?:ious)?(?: (?:post|article|story))?|"
            r"next(?: (?:post|article|story|up))?|older|newer)\s?(?:[:：»>→]|\s(?=\S)|$)"
        ),
        Label.RELATED,
        2.5,
        False,
        "a link to the next or previous article",
    ),
    (
        (
            r"字号\s?[:：]|字体\s?[:：]|字號|^t\s?\+\s?-|^a-?\s?a\+?$|^a\+$|打印\s?(?:字体|本)|【?关闭窗口】?|"
            r"返回(?:首页|顶部|列表|.{2,4}首页)|收起全文|展开(?:全文|剩余)|正文已结束|请输入|加载中|您的浏览器|"
            r"javascript|(?:登录|登入)\s?[|/｜]\s?注册|设为首页|加入收藏|回到顶部"
        ),
        Label.NAVIGATION,
        3.5,
        True,
        "controls of the page",
    ),
    (
        (
            r"^(?:like|赞|顶|支持|回复|reply)\s?[(（\[]?\s?\d*\s?[)）\]]?\s{1,3}(?:reply|report|踩|反对|回复|举报|"
            r"引用)|\b(?:says|said|wrote)\s?:?$|^(?:引用|投诉|举报).{0,4}(?:投诉|支持|回复)|\d+\s?条评论|"
            r"评论\s?\d+\s?条|我要评论|发表评论|回复此帖|log in to (?:reply|comment)|(?:您|你)需要登录|"
            r"save my name, email|required fields are marked|分钟前\s?回复|小时前\s?回复"
        ),
        Label.COMMENTS,
        3.0,
        False,
        "a control of the comments",
    ),
    (
        (
            r"^\[?(?:read (?:more|also|next)|see also|related(?: (?:post|article|story|reading|content))?|"
            r"also read|don't miss|watch|more|recommended|you may also like|must read|相关阅读|延伸阅读|推荐阅读|"
            r"相关链接|相关推荐|相关专题|扩展阅读|往期回顾|baca juga|lees ook|lire aussi|lee también|"
            r"lesen sie auch|siehe auch)\s?[:：|]\s?\S"
        ),
        Label.RELATED,
        4.5,
        True,
        "a link to another article",
    ),
    (
        (
            r"^(?:additional )?reporting by\b.{0,80}(?:editing|writing|reporting) by|"
            r"(?:also )?contributed to this (?:report|article|story)|^our standards:|^(?:was this|"
            r"did you find this).{0,20}(?:helpful|useful)|^(?:rate|like) this (?:article|story|post)|^(?:have|got|"
            r"do you have) a (?:story|tip|question|comment)\b"
        ),
        Label.OTHER,
        3.5,
        True,
        "a note of the newsroom",
    ),
    (
        (
            r"^(?:标签|標籤|태그|tags?|关键词|关键字|keywords?|tagged(?: (?:with|in|as))?|filed under|posted in|"
            r"categor(?:y|ies)|タグ|分类|所属分类|topics?|schlagwörter|étiquettes)\s?[:：]"
        ),
        Label.OTHER,
        2.5,
        False,
        "tags of the page",
    ),
)
