"""The words that English rules are made of: patterns for a person, a date, a role.

A diary leaves out who it is about: "Chose Postgres", "Allergic to nuts". So a verb may begin a
sentence or a clause, where a sentence in full has its subject.
"""

from __future__ import annotations

from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import either

ADV = (
    r"(?:(?:also|still|now|usually|really|always|just|actually|mostly|generally|only"
    r"|both|strongly|much|absolutely|definitely"
    r"|personally|finally|officially|normally|clearly|already|recently|permanently"
    r"|jointly|unanimously|together|all) )*"
)
SELF = r"(?:I|we)"
ONE = (
    rf"(?:s?he|{NAME}|the (?:user|dog|cat|baby|board|council|company|landlord)"
    r"|(?:the|our) (?:[\w-]+ )?team)"
)
MANY = (
    rf"(?:they|{NAME} and {NAME}|the (?:kids|children|twins|team|whole team)|everyone"
    r"|everybody)"
)
START = r"(?:^|[:;,–—(-] |\b(?:and|but|so|that|because|since|who|which|though) )"
OMIT = rf"{START}{ADV}"  # where a diary leaves out who
ANY = rf"(?:{START}|\b(?:{SELF}|{ONE}|{MANY}) ){ADV}"
ME = rf"\b{SELF} {ADV}"
OTHER = rf"\b(?:{ONE}|{MANY}) {ADV}"
IS = (
    rf"(?:(?:\b(?:I|we|{ONE}|{MANY}|you)(?: am| is| are|'m|'s|'re) |\b(?:am|is"
    rf"|are) ){ADV}(?:not )?|{OMIT})"
)
IAM = rf"(?:\bI(?: am|'m) {ADV}(?:not )?)"
PLACE = r"(?-i:[A-ZÄÖÜ][\w'-]+)"
DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\.?(?: of)? {MONTH}\b"
    rf"|{MONTH}\.? \d{{1,4}}(?:st|nd|rd|th)?\b"
    rf"|\d{{1,2}}\.\d{{1,2}}\.|\d{{1,2}}/\d{{1,2}}\b|(?:next|this coming"
    rf"|coming) (?:{DAY}|week|month|year)|tomorrow|{DAY}"
    rf"|(?:the )?(?:end|start|middle|beginning) of (?:{MONTH}|the year|next \w+)"
    rf"|(?-i:Q[1-4])\b|in (?:\w+ ){{1,2}}(?:weeks|months)"
    rf"|(?:early|mid|late)[- ]{MONTH}|\d{{4}}\b|{MONTH}\b)"
)
DATE_DAY = (
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?(?: (?:to|and|-|–) \d{{1,2}}(?:st|nd"
    rf"|rd|th)?)?\.?(?: of)? {MONTH}\b|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b"
)
RECUR = (
    r"(?:\b(?:every|each) (?:(?:single|other|second|third|fourth|last|first|\d+|two"
    r"|three|four|six|ten|few) )*(?:days?|mornings?|evenings?"
    r"|nights?|afternoons?|weekdays?|weeks?|weekends?|months?|quarters?|years?|hours?"
    rf"|summer|winter|spring|autumn|fall|sprint|lunch|{DAY}"
    rf"|{MONTH}|payday|christmas|easter)\b|\b{DAY}s\b|\b(?:daily|weekly|biweekly"
    r"|fortnightly|monthly|quarterly|yearly|annually|nightly)\b"
    r"|\b(?:once|twice|thrice|\w+ times|\dx) (?:a|per|each|every) (?:day|week|month"
    r"|year|quarter|fortnight)\b|\bon (?:weekdays|weekends)\b"
    r"|\b(?:at|on) (?:the )?weekends\b|\bthe (?:first|last|second|third|\d+(?:st|nd|rd"
    rf"|th)) (?:{DAY} )?of (?:every|each|the) month\b)"
)
OFTEN = (
    "every each daily weekly biweekly fortnightly monthly quarterly yearly annually "
    "nightly once twice thrice times month weekdays "
    "weekends mondays tuesdays wednesdays thursdays fridays saturdays sundays x"
)
DEIXIS = (
    r"(?:this|that|it|its|these|those|how|when|what|why|where|today|him|her|them|you"
    r"|your|being (?:here|there|back|able|sick|ill|on)|here|there|mondays?|my (?:life|job|day)"
    r"|life|everything|everyone|him|to (?:see|hear|say|be|think|admit)|the (?:new|way"
    r"|fact|idea|look|feel|sound|plan|proposal|approach|design"
    r"|draft|result|results|talk|film|movie|book|episode|song|view|vibe|sun|rain"
    r"|weather|snow|whole|team|world|outcome|demo|suggestion"
    r"|change|changes|concept|thought|update|version|last|first|second|next|cake"
    r"|dinner|food|gift|present|concert|show|part)"
    r"|\w+'s (?:idea|plan|proposal|talk|draft|approach|suggestion|new|cooking today))\b"
)
CONDITION = either(
    "asthma diabetes migraines epilepsy adhd add autism depression anxiety arthritis "
    "ibs eczema psoriasis tinnitus dyslexia "
    "hypertension high_blood_pressure low_blood_pressure sleep_apn(?:o)?ea "
    "hay_?fever an(?:a)?emia (?:hypo|hyper)thyroidism "
    "co?eliac(?:_disease)? crohn'?s(?:_disease)? endometriosis scoliosis glaucoma "
    "rosacea vertigo insomnia reflux gout "
    "a_heart_condition a_(?:bad|weak|chronic)_(?:back|knee|heart|shoulder) "
    "chronic_\\w+ lactose_intolerance a_pacemaker astigmatism "
    "a_hearing_aid poor_eyesight celiac_disease osteoporosis fibromyalgia raynaud's "
    "parkinson's alzheimer's dementia"
)
DIET = (
    r"(?:vegetarian|vegan|pescatarian|flexitarian|teetotal(?:l?er)?|diabetic|asthmatic"
    r"|epileptic|co?eliac|lactose[- ]intolerant"
    r"|gluten[- ]intolerant|(?:\w+[- ])?intolerant|gluten[- ]free|dairy[- ]free"
    r"|colou?r[- ]?blind|pregnant|dyslexic|autistic|deaf|blind"
    r"|near-?sighted|short-?sighted|far-?sighted|kosher|halal|sober)"
)
CONSUME = r"(?:eat|drink|smoke|take|tolerate|digest|have|touch|do|consume|handle|wear|stand)"
ROLE = (
    r"(?:[\w-]+ ){0,4}?(?:nurse|teacher|doctor|engineer|developer|programmer|designer"
    r"|manager|lead|architect|lawyer|student|writer"
    r"|author|journalist|editor|photographer|musician|artist|actor|baker|chef|cook"
    r"|carpenter|electrician|plumber|farmer|gardener"
    r"|pilot|driver|consultant|analyst|scientist|researcher|professor|lecturer|postdoc"
    r"|intern|apprentice|trainee|accountant|auditor"
    r"|banker|broker|therapist|psychologist|physiotherapist|dentist|vet|veterinarian"
    r"|pharmacist|surgeon|paramedic|firefighter|officer"
    r"|soldier|translator|interpreter|librarian|secretary|assistant|administrator"
    r"|admin|sysadmin|technician|mechanic|tester|owner"
    r"|founder|co-?founder|director|president|ceo|cto|cfo|coo|vp|head|chair|chairman"
    r"|chairwoman|treasurer|secretary|captain|coach|trainer"
    r"|tutor|mentor|freelancer|contractor|entrepreneur|mother|father|dad|mum|mom"
    r"|parent|widow|widower|twin|only child|grandmother"
    r"|grandfather|introvert|extrovert|night owl|early bird|morning person"
    r"|night person|citizen|resident|member|volunteer|native speaker"
    r"|biologist|chemist|physicist|economist|historian|statistician|mathematician"
    r"|linguist|geologist|sociologist|barista|waiter|waitress"
    r"|product owner|scrum master|po|pm|sre|maintainer|landlord|godmother|godfather"
    r"|pensioner|immigrant|vegetarian|vegan|muslim|christian"
    r"|jew|buddhist|catholic|atheist|left-hander|southpaw|smoker|non-?smoker|runner"
    r"|cyclist|swimmer|climber|diabetic|reviewer|approver"
    r"|contact|stakeholder|sponsor|go-to|on-call|customer|client|supplier|tech lead"
    r"|counterpart|successor|predecessor|buddy)\b"
)
SKILL = either(
    "english german french spanish italian portuguese dutch polish russian ukrainian "
    "turkish arabic hebrew persian farsi hindi "
    "urdu bengali mandarin chinese cantonese japanese korean vietnamese thai greek "
    "czech slovak hungarian romanian bulgarian "
    "croatian serbian swedish norwegian danish finnish icelandic irish welsh catalan "
    "basque swahili esperanto latin tamil"
)
NUMBERS = r"(?:a|an|one|two|three|four|five|six|seven|\d+|no|twin|some)"
OWNED = (
    r"(?:[\w-]+ ){0,3}?(?:cars?|bikes?|e-bike|bicycle|motorbike|motorcycle|scooter|van"
    r"|campervan|house|flat|apartment|cabin|cottage|boat"
    r"|garden|allotment|dogs?|cats?|puppy|kitten|parrot|horse|rabbits?|hens|chickens"
    r"|bees|piano|guitar|violin|cello|drum kit"
    r"|subscription|membership|account|licen[cs]e|visa|passport|mortgage|degree|phd"
    r"|master's|masters|certificate|season ticket"
    r"|children|kids?|sons?|daughters?|brothers?|sisters?|siblings|nephews?|nieces?"
    r"|grandchildren|twins|tattoo|pension|3d printer|nas)\b"
)
ITEM = (
    r"(?:number|no\.|id|ids|address|e-?mail|mailbox|birthday|anniversary|locker|desk"
    r"|seat|parking (?:spot|space|place)|floor|room|badge"
    r"|time ?zone|pronouns?|nickname|middle name|maiden name|surname|full name|name"
    r"|handle|username|user name|login|account|bank|iban"
    r"|(?:shoe|ring|shirt|t-shirt|dress|jacket|trouser|hat|glove|frame|bike"
    r"|waist) size|size|height|weight|blood type|blood group|star sign"
    r"|licen[cs]e plate|number plate|plate|wi-?fi(?: network)?|ssid|network|router"
    r"|hostname|ip|port|domain|repo|repository|branch|channel"
    r"|editor|ide|shell|distro|os|operating system|browser|password manager|laptop"
    r"|phone|monitor|keyboard|mouse|camera|car|bike|gym|club"
    r"|employer|company|team|department|job title|job|title|role|position|salary|rent"
    r"|budget|hourly rate|rate|day rate|stack|tech stack"
    r"|hometown|home town|birthplace|nationality|citizenship|native language"
    r"|mother tongue|first language|insurance|insurer|provider"
    r"|isp|carrier|doctor|gp|dentist|therapist|landlord|manager|boss|lead|mentor"
    r"|accountant|lawyer|emergency contact|next of kin|due date"
    r"|code name|codename|working hours|working days|days off|office hours|core hours"
    r"|opening hours|standup|stand-up|retro|sprint length|goal|motto|allergies"
    r"|prescription|dose|dosage|medication|instrument|hobby|hobbies|major|thesis topic"
    r"|supervisor|school|university|customer|deadline"
    r"|combination|extension|membership|policy|contract|tax class|vat|meter|serial"
    r"|frequent flyer|client number)"
)
VALUE = (
    r"(?!(?:broken|down|dead|lost|late|missing|gone|wrong|full|empty|slow|ready|fine"
    r"|good|bad|great|awful|terrible|off|out|away|back|up"
    r"|still|not|so|too|very|really|a (?:mess|joke|disaster|nightmare|pain|bit|lot"
    r"|little|wreck|dream|blessing|blast|mystery|problem|good"
    r"|bad|great|nice|shame|relief|pity|riot|zoo|circus|trap|burden|failure|success)"
    r"|an? \w+ (?:mess|joke|disaster|nightmare|pain)|the (?:best|worst"
    r"|same|problem|issue|reason|culprit|bottleneck)|in (?:the way|trouble|danger|pain"
    r"|shambles|a \w+ mood)|on (?:fire|silent|hold|strike|time)"
    r"|at (?:risk|stake|home|work)|\w+ing)\b)"
    r"(?:an?\b|the\b|in\b|at\b|on\b|with\b|under\b|behind\b|between\b|from\b"
    r"|(?-i:[A-ZÄÖÜ])|[\"'#@]|[\w+./-]*\d|[\w.+-]+@|(?:he|she|they)/|called\b|named\b"
    rf"|my\b|our\b|{DAY}s?\b)"
)
ONCE = (
    r"(?:take (?!the (?:job|offer|role|position))|go (?!with\b|for\b|ahead|back to"
    r"|vegan|vegetarian|part|fully|all|remote|down to)|stay (?!with\b|at\b|on\b)"
    r"|skip|watch|order|walk|call|leave (?!my|the (?:company|team|job)|(?-i:[A-Z]))"
    r"|sleep|nap|cook|eat (?!no|less|only)|head|grab|wait|rest|ignore"
    r"|read|get (?!(?:a |an? \w+ )?(?:dog|cat|divorced)|married|engaged|rid)|try"
    r"|give (?!up)|sit|play|drive|cycle|bike|bake|clean|meet|talk|chat"
    r"|catch|sync|sleep|think|see|look|visit|buy (?!a (?:house|flat)|the house)"
    r"|celebrate|postpone (?!the)|let it|relax|invite|push|check|swim|run (?!for))"
)
FOOD = (
    r"\b(?:pizzas?|pasta|burgers?|sushi|thai|curry|salad|soup|risotto|ramen|salmon"
    r"|steak|tacos?|burrito|sandwich|wine|beer|dessert|cake|ice cream"
    r"|movie|film|dress|shirt|socks|shoes|jeans|hotel|restaurant|menu|starter|gift"
    r"|present|wallpaper|sofa|couch|walk|coffee|drinks?|bite|swim"
    r"|hike|stroll|beach|lunch|dinner|breakfast|brunch|taxi|route|seat|table by"
    r"|playlist|board game|outfit)\b"
)
NOW_ONLY = (
    r"\b(?:tonight|this (?:morning|afternoon|evening|weekend|week|time)|for (?:lunch"
    r"|dinner|breakfast|today|now|the weekend)|right now|in the end not)\b"
    r"|\b(?:for|to) a (?:walk|run|coffee|drink|beer|swim|ride|drive|hike|stroll|bite"
    r"|quick|movie|bit)\b"
)
EVENT = (
    r"(?:launch|release|go-live|golive|roll-?out|deadline|due date|flight|trip|holiday"
    r"|holidays|vacation|wedding|exam|exams|surgery|operation"
    r"|appointment|check-?up|interview|conference|move|moving day|move-in|contract"
    r"|lease|visa|passport|warranty|insurance|subscription"
    r"|membership|trial|course|semester|term|demo|audit|offsite|kick-?off|workshop"
    r"|ceremony|festival|election|inspection|hearing|presentation"
    r"|marathon|half marathon|race|tournament|retirement|leave|sabbatical|thesis"
    r"|defen[cs]e|graduation|probation|notice period|tax return|taxes"
    r"|migration|cutover|cut-over|freeze|code freeze|feature freeze|beta|alpha|ga"
    r"|v\d[\w.]*|version \d[\w.]*|milestone|submission|application|renewal"
    r"|delivery|handover|standup|stand-up|retro|sync|review|board meeting|all-hands"
    r"|town hall|certificate|licen[cs]e|card|mot|driving test"
    r"|start date|last day|first day|closing|meetup|reunion|baptism|christening|mri"
    r"|scan|vaccination|booster|shot|concert|exhibition|party"
    r"|funeral|match|game|premiere|opening|rent|invoice|payment|grant|proposal|report"
    r"|paper|chapter|manuscript|delivery date|sprint \d+|phase \d)"
)
SET = (
    r"(?:(?:is|are|'s|will be|has been|have been|was|were|got|gets|now)(?: now"
    r"| officially| tentatively)? )?"
    r"(?:set|scheduled|planned|due|booked|confirmed|fixed|moved|postponed|pushed"
    r"|delayed|rescheduled|brought forward|shifted|starts?|begins?"
    r"|ends?|expires?|runs out|renews?|closes|opens|takes place|goes live|goes out|is"
    r"|are|will be|falls)(?: back| out| up| again)?"
    r"(?: (?:on|for|to|by|at|in|from|until|till|before))*"
)
DO = either(
    "add answer ask assume attach avoid back backup be begin block book bring build "
    "buy call carry cc change charge check choose clean "
    "close commit communicate compare confirm contact convert copy create cut "
    "default delete deploy describe disable discuss do document "
    "double-check drink eat email enable end ensure escape explain export feed file "
    "finish fix flag follow force format give go greet "
    "handle have hide ignore import include increase indent inform install invite "
    "invoice keep leave let limit link list listen lock log "
    "mail make measure meet mention merge mix mock move mute name notify offer open "
    "order pack pay phone pick pin ping plan point post "
    "prefer prefix print publish pull push put quote raise rate read rebase rebook "
    "reboot recommend record refer release rely remind "
    "remove rename renew reply report request require reserve reset respond restart "
    "return review rotate round run sanitize save say "
    "schedule send set share ship show sign skip sleep sort speak spell squash start "
    "state stop store submit suggest summari[sz]e switch "
    "sync tag take talk tell test thank touch translate treat trust try turn type "
    "unplug update upgrade upload use validate verify wait "
    "wash water wear work wrap write mind place leave"
)
DOES = (
    "handle|host|bill|ship|store|review|approve|sign|order|cook|bake|charge|publish"
    "|deploy|release|track|invoice|pay|donate|support|teach|coach"
    "|train|practi[cs]e|cycle|hike|climb|sail|paint|draw|knit|sew|sing|collect|study"
    "|wear|carry|save|invest|rent|lease|commute|volunteer|garden"
    "|grow|brew|avoid|share|alternate|keep|breed|foster|look after|take care of|take "
    "the (?:bus|train|bike|stairs|tram|metro)|take (?:my|his|her) (?:coffee|tea)"
    "|drink (?:my|his|her|only|mostly)|eat (?:only|mostly)|sleep|weigh|subscribe"
    "|moderate|host|organi[sz]e|edit|maintain|cover|prefer|celebrate|fast|meditate"
    "|budget|outsource|licen[cs]e|sponsor|employ|sell"
)
DONE_OFTEN = "can may has have keeps " + " ".join(
    f"{verb} {verb}s {verb}es"
    for verb in (
        "handle host bill ship store review approve sign order cook bake charge publish "
        "deploy release track invoice pay donate support teach coach train practice "
        "practise cycle hike climb sail paint draw knit sew sing collect study wear "
        "carry save invest rent lease commute volunteer garden grow brew avoid share "
        "alternate keep breed foster look take drink eat sleep weigh subscribe moderate "
        "organise organize edit maintain cover prefer celebrate fast meditate budget "
        "outsource license sponsor employ sell"
    ).split()
)
