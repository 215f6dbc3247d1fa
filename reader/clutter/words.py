"""Whole lines that are links or buttons, as data: one family per label, Chinese first, then English and others.

Casefolded, without digits and punctuation at their ends; parted by bars.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.replace("\n", "|").split("|") if word.strip())


NAVIGATION = _words("""
首页|网站首页|返回首页|回首页|首頁|回首頁|新闻|新聞|要闻|时政|国内|国际|社会|财经|军事|体育|娱乐|科技|汽车|房产|教育
健康|旅游|时尚|文化|游戏|视频|图片|音乐|电影|明星|数码|手机|历史|论坛|博客|社区|专题|排行|滚动|资讯|登录|登陆|注册
登录注册|免费注册|快速注册|登入|註冊|会员|搜索|搜尋|站内搜索|热门搜索|菜单|目录导航|导航|快速导航|频道|邮箱|客户端
客户端下载|下载|网页|更多|查看更多|更多>>|返回|返回列表|返回顶部|返回頂部|回到顶部|置顶|上一页|下一页|上一篇|下一篇
上一主题|下一主题|尾页|末页|关闭窗口|打印|打印本页|打印本文|打印此页|字号|大|中|小|简体中文|繁體中文|繁体中文|繁体
切换到繁体|切換到繁體|转繁体版|无障碍浏览|无障碍|手机版|电脑版|设为首页|加入收藏|添加收藏|收藏本站|网站地图|站点地图
证券|基金|理财|商业|彩票|星座|女性|美食|家居|公益|法治|地方|评论|理论|访谈|港澳|台湾|探索|产经|股票|要聞|财经首页
正文|热点|推荐|用户名|密码|验证码|忘记密码|一键登录|退出|我的收藏|个人中心|帮助|帮助中心|反馈|意见反馈|换一换
加载更多|正在加载|加载中|展开|收起|不感兴趣|阅读原文|只看该作者|倒序浏览|回复返回列表|发新帖|归档|关于我|rss订阅
数字报|ホーム|サイトマップ|メニュー|検索|ログイン|会員登録|前の記事|次の記事|もっと見る|トップ|カテゴリー|홈|로그인
회원가입|검색|메뉴|뉴스|더보기|home|menu|search|login|log in|sign in|sign up|register|my account|account|logout
log out|skip to content|skip to main content|skip to footer|skip to navigation|skip navigation|main menu
main navigation|navigation|toggle navigation|open menu|close menu|close|open|back|back to top|return to top|top
scroll to top|next|previous|prev|next post|previous post|next article|previous article|older posts|newer posts
next page|previous page|view all|see all|show all|see more|show more|load more|loading|more|read more|learn more
view more|explore|explore more|all|other|news|latest|latest news|top stories|world|us|u s|business|politics|opinion
sports|sport|tech|technology|science|health|entertainment|lifestyle|travel|culture|arts|style|food|video|videos
photos|podcast|podcasts|books|music|movies|education|weather|markets|money|autos|real estate|local|obituaries
puzzles|games|gaming|resources|products|product|services|solutions|features|pricing|customers|testimonials
case studies|events|webinars|support|help|help center|faq|faqs|documentation|docs|downloads|download|shop|store|cart
checkout|view cart|wishlist|categories|category|archives|archive|blog|blogs|forum|forums|community|members|gallery
english|español|français|deutsch|日本語|한국어|português|русский|italiano|العربية|select language|language|en
quick links|useful links|site search|search for|search this site|submit|go|name|email|phone|website|e paper
print edition|newsletters|today's paper|startseite|suche|anmelden|registrieren|menü|zurück|weiter|mehr|übersicht
nach oben|zurück zur übersicht|accueil|recherche|connexion|se connecter|inicio|buscar|iniciar sesión|beranda|cari
masuk|iniciar|trang chủ|lees meer|home page|homepage|entries rss|comments rss|rss|rss feed|jump to|continue reading
start free trial|free trial|get started|request a demo|book a demo|get a demo|try for free|get a quote|explore now
reviews|guides|tools|topics|tutorials|company|industries|partners|insights
""")
SHARE = _words("""
分享|分享到|分享至|分享给朋友|分享至好友和朋友圈|用微信扫码二维码|用微信扫描二维码|微信|微博|新浪微博|腾讯微博
qq空间|qq好友|qzone|微信好友|朋友圈|易信|人人网|豆瓣|开心网|点赞|赞|收藏|转发|举报|转载|推|推荐给朋友|发送给朋友
复制链接|扫一扫|关注|关注我们|已关注|打赏|赏|在看|喜欢|收藏本文|我要说说|シェア|ツイート|シェアする|ポスト
ブックマーク|メールで送る|印刷|b!ブックマーク|lineで送る|複製網址|line 分享|threads|페이스북|카카오톡|url복사|인쇄
바로가기|트위터|post|listen|improve this answer|bookmark|improve this question|はてなブックマーク|はてブ|공유
공유하기|分享此文|分享文章|生成海报|share|share this|share on|share with|share via|share article|share this article
share this post|share this story|sharing|shares|tweet|pin|pin it|facebook|twitter|x|linkedin|instagram|pinterest
youtube|reddit|whatsapp|telegram|tiktok|tumblr|flipboard|mix|pocket|digg|stumbleupon|google+|google|messenger
bluesky|snapchat|email this|print|copy link|copied|link copied|follow|follow us|follow us on|connect|connect with us
stay connected|social media|like this|like|like loading|save|saved|saving|print this|email article|click to share
teilen|twittern|drucken|partager|compartir|bagikan|share this entry|sharing is caring|x twitter|opens in new window
opens in a new window
""")
ADVERTISEMENT = _words("""
广告|关闭广告|关闭|跳过广告|顶部通栏广告|廣告|推广|赞助|赞助商链接|スポンサーリンク|スポンサードリンク|広告|광고
iklan|anzeige|werbung|publicité|publicidad|advertisement|advertisements|ad|ads|sponsored|sponsored content|promoted
advertising|advert|close ad|skip ad|continue reading below|story continues below advertisement
article continues below advertisement|report this ad|立即打开|立即下载|打开app|下载app|app下载|sponsored links
paid content|paid post|remove ads|download now|shop now|buy now|subscribe|subscribe now|subscribe today
become a member|donate
""")
FOOTER = _words("""
关于我们|关于本站|联系我们|联系方式|广告服务|广告合作|招聘信息|诚聘英才|加入我们|隐私政策|隐私条款|服务条款|服务协议
用户协议|使用条款|法律声明|网站声明|版权声明|版权保护|免责条款|友情链接|友情鏈接|公司简介|法律顾问|网站律师|我要链接
客户服务|客服中心|投稿须知|违法和不良信息举报|侵权投诉|关于|回到主文|關於我們|聯絡我們|隱私權政策|服務條款
プライバシーポリシー|免責事項|お問い合わせ|運営会社|利用規約|特定商取引法|会社概要|회사소개|개인정보처리방침
이용약관|about|about us|contact|contact us|privacy|privacy policy|privacy notice|privacy statement
your privacy choices|do not sell my personal information|do not sell or share my personal information|cookie policy
cookies|cookie settings|cookie preferences|manage cookies|manage settings|accept all|reject all|accept
accept cookies|decline|terms|terms of use|terms of service|terms & conditions|terms and conditions|terms conditions
terms of sale|legal|legal notice|disclaimer|site map|sitemap|accessibility|accessibility statement|careers|jobs
press|press room|newsroom|media kit|media|advertise|advertise with us|investors|investor relations|our team
our story|meet the team|feedback|work with us|customer service|ad choices|adchoices|editorial guidelines
editorial policy|code of ethics|corrections|all rights reserved|copyright|impressum|datenschutz|agb|kontakt|über uns
mentions légales|contactez nous|aviso legal|contacto|política de privacidad|tentang kami|affiliate disclosure
affiliate program|modern slavery statement|imprint|got it|i agree|newsletter|email address|first name|last name
your email|follow our
""")
COMMENTS = _words("""
评论|发表评论|我要评论|查看评论|网友评论|最新评论|热门评论|全部评论|写评论|写留言|留言|跟贴|跟帖|我要跟贴|回复
登录并发贴|引用|投诉|支持|反对|顶|踩|回覆|發表迴響|コメント|返信|댓글|답글|reply|report|comment|comments
add a comment|post comment|post a comment|view comments|view all comments|show comments|hide comments|no comments
leave comment|leave a comment|leave a reply|cancel reply|flag|upvote|downvote|log in to reply|reply to|permalink
antworten|kommentare|komentar
""")
