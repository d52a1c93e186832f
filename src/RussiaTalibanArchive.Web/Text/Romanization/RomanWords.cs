using System.Collections.Frozen;

namespace RussiaTalibanArchive.Web.Text.Romanization;

/// <summary>
/// Words whose short vowels no rule can tell from the letters: those that titles of official papers are made of. A word that stands here
/// is romanized right; every other one lacks the vowels that are not written.
/// </summary>
internal sealed class RomanWords
{
    /// <summary>A feminine in <c>-ah</c> becomes <c>-at</c> before what it belongs to; a plural in <c>ات</c> follows from it.</summary>
    public static RomanWords Arabic { get; } = new("""
        في=fī من=min إلى=ilá على=ʻalá عن=ʻan مع=maʻa بين=bayna بعد=baʻda قبل=qabla عند=ʻinda حول=ḥawla ضد=ḍidda خلال=khilāla حتى=ḥattá أو=aw و=wa
        هذا=hādhā هذه=hādhihi ذلك=dhālika تلك=tilka التي=allatī الذي=alladhī الذين=alladhīna أن=anna إن=inna لا=lā لم=lam لن=lan ما=mā كل=kull كما=kamā
        قد=qad هو=huwa هي=hiya هم=hum نحن=naḥnu أنا=anā غير=ghayr دون=dūna تحت=taḥta فوق=fawqa أمام=amāma وفق=wafqa وفقا=wafqan بشأن=bi-shaʼn شأن=shaʼn شؤون=shuʼūn
        بخصوص=bi-khuṣūṣ لدى=ladá منذ=mundhu إذا=idhā كان=kāna كانت=kānat يكون=yakūnu تم=tamma أي=ayy بعض=baʻḍ جميع=jamīʻ أيضا=ayḍan جدا=jiddan أول=awwal أولى=ūlá ثاني=thānī
        ثانية=thāniyah ثالث=thālith رابع=rābiʻ خامس=khāmis آخر=ākhar أخرى=ukhrá جديد=jadīd جديدة=jadīdah كبير=kabīr كبيرة=kabīrah عام=ʻāmm عامة=ʻāmmah خاص=khāṣṣ خاصة=khāṣṣah
        سري=sirrī سرية=sirrīyah عاجل=ʻājil عاجلة=ʻājilah رسمي=rasmī رسمية=rasmīyah عسكري=ʻaskarī عسكرية=ʻaskarīyah سياسي=siyāsī سياسية=siyāsīyah أمني=amnī أمنية=amnīyah
        مدني=madanī مدنية=madanīyah خارجي=khārijī خارجية=khārijīyah داخلي=dākhilī داخلية=dākhilīyah مالي=mālī مالية=mālīyah تجاري=tijārī تجارية=tijārīyah دولي=duwalī
        دولية=duwalīyah وطني=waṭanī وطنية=waṭanīyah إسلامي=islāmī إسلامية=islāmīyah عربي=ʻArabī عربية=ʻArabīyah ثنائي=thunāʼī ثنائية=thunāʼīyah مشترك=mushtarak مشتركة=mushtarakah
        رسالة=risālah رسائل=rasāʼil كتاب=kitāb كتب=kutub مذكرة=mudhakkirah تقرير=taqrīr تقارير=taqārīr وثيقة=wathīqah وثائق=wathāʼiq محضر=maḥḍar محاضر=maḥāḍir بيان=bayān
        برقية=barqīyah خطاب=khiṭāb قرار=qarār أمر=amr أوامر=awāmir تعميم=taʻmīm تعليمات=taʻlīmāt اتفاق=ittifāq اتفاقية=ittifāqīyah عقد=ʻaqd عقود=ʻuqūd قائمة=qāʼimah قوائم=qawāʼim
        جدول=jadwal كشف=kashf سجل=sijill ملف=milaff ملحق=mulḥaq نسخة=nuskhah صورة=ṣūrah صفحة=ṣafḥah فقرة=faqrah مادة=māddah بند=band نص=naṣṣ ترجمة=tarjamah ملاحظة=mulāḥaẓah
        طلب=ṭalab طلبات=ṭalabāt رد=radd إشعار=ishʻār إذن=idhn تصريح=taṣrīḥ تفويض=tafwīḍ تكليف=taklīf تعيين=taʻyīn زيارة=ziyārah لقاء=liqāʼ اجتماع=ijtimāʻ مؤتمر=muʼtamar
        محادثات=muḥādathāt مفاوضات=mufāwaḍāt مباحثات=mubāḥathāt تعاون=taʻāwun علاقة=ʻalāqah علاقات=ʻalāqāt اعتراف=iʻtirāf تبادل=tabādul دعم=daʻm مساعدة=musāʻadah مساعدات=musāʻadāt
        وزارة=wizārah وزير=wazīr وزراء=wuzarāʼ سفارة=sifārah سفير=safīr قنصلية=qunṣulīyah إدارة=idārah مدير=mudīr مديرية=mudīrīyah رئيس=raʼīs رئاسة=riʼāsah نائب=nāʼib
        أمير=amīr إمارة=imārah والي=wālī ولاية=wilāyah قائد=qāʼid قيادة=qiyādah مسؤول=masʼūl مبعوث=mabʻūth ممثل=mumaththil وفد=wafd مكتب=maktab لجنة=lajnah هيئة=hayʼah مجلس=majlis
        حكومة=ḥukūmah دولة=dawlah جمهورية=jumhūrīyah اتحاد=ittiḥād شركة=sharikah بنك=bank مصرف=maṣrif مركز=markaz قسم=qism فرع=farʻ جهاز=jihāz مخابرات=mukhābarāt استخبارات=istikhbārāt
        دفاع=difāʻ أمن=amn جيش=jaysh قوات=quwwāt قوة=quwwah شرطة=shurṭah سلاح=silāḥ أسلحة=asliḥah ذخيرة=dhakhīrah ذخائر=dhakhāʼir طائرة=ṭāʼirah طائرات=ṭāʼirāt مسيرة=musayyarah
        تدريب=tadrīb عملية=ʻamalīyah عمليات=ʻamalīyāt حدود=ḥudūd حدودي=ḥudūdī حدودية=ḥudūdīyah معبر=maʻbar نقطة=nuqṭah طريق=ṭarīq جسر=jisr مطار=maṭār قاعدة=qāʻidah
        وقود=wuqūd نفط=nafṭ ديزل=dīzil غاز=ghāz قمح=qamḥ دقيق=daqīq سماد=samād أدوية=adwiyah غذاء=ghidhāʼ بضاعة=biḍāʻah بضائع=baḍāʼiʻ شحنة=shaḥnah شاحنة=shāḥinah تسليم=taslīm
        استلام=istilām إمداد=imdād إمدادات=imdādāt نقل=naql تجارة=tijārah اقتصاد=iqtiṣād مال=māl أموال=amwāl دفع=dafʻ دفعة=dufʻah سعر=siʻr أسعار=asʻār مبلغ=mablagh فاتورة=fātūrah
        جمارك=jamārik ضريبة=ḍarībah استيراد=istīrād تصدير=taṣdīr معادن=maʻādin ذهب=dhahab ليثيوم=līthyūm نحاس=nuḥās منجم=manjam مشروع=mashrūʻ عرض=ʻarḍ شروط=shurūṭ
        يوم=yawm شهر=shahr سنة=sanah تاريخ=tārīkh رقم=raqm عدد=ʻadad موضوع=mawḍūʻ مرسل=mursil شخص=shakhṣ اسم=ism أسماء=asmāʼ جواز=jawāz جوازات=jawāzāt تأشيرة=taʼshīrah
        سيد=sayyid محترم=muḥtaram أخ=akh شيخ=Shaykh حاج=Ḥājj دكتور=duktūr مولوي=Mawlawī ملا=Mullā الله=Allāh عبد=ʻAbd محمد=Muḥammad أحمد=Aḥmad محمود=Maḥmūd علي=ʻAlī حسن=Ḥasan
        حسين=Ḥusayn عمر=ʻUmar خالد=Khālid إبراهيم=Ibrāhīm يوسف=Yūsuf خان=Khān أمين=Amīn قاسم=Qāsim سراج=Sirāj الدين=al-Dīn حقاني=Ḥaqqānī متقي=Muttaqī
        روسيا=Rūsiyā روسي=Rūsī روسية=Rūsīyah موسكو=Mūskū أفغانستان=Afghānistān أفغاني=Afghānī أفغانية=Afghānīyah طالبان=Ṭālibān كابل=Kābul كابول=Kābūl قندهار=Qandahār هرات=Harāt
        مزار=Mazār شريف=Sharīf بلخ=Balkh قندوز=Qundūz جلال=Jalāl آباد=Ābād حيرتان=Ḥayratān دوحة=Dawḥah قطر=Qaṭar إيران=Īrān باكستان=Bākistān صين=Ṣīn هند=Hind أوزبكستان=Ūzbakistān
        طاجيكستان=Ṭājīkistān تركمانستان=Turkmānistān كازاخستان=Kāzākhistān تركيا=Turkiyā أمريكا=Amrīkā أمم=Umam متحدة=Muttaḥidah قازان=Qāzān طشقند=Ṭashqand دوشنبه=Dūshanbih
        """);

    /// <summary>Persian and Dari words that take no ezafe.</summary>
    public static RomanWords Persian { get; } = new("""
        در=dar از=az به=bih با=bā بر=bar برای=barāyi تا=tā و=va یا=yā که=kih چه=chih را=rā این=īn آن=ān نیز=nīz هم=ham هر=har همه=hamah بدون=bidūn پس=pas پیش=pīsh چون=chūn اگر=agar
        است=ast بود=būd شد=shud شده=shudah شود=shavad کرد=kard کرده=kardah کند=kunad دارد=dārad داشت=dāsht خواهد=khvāhad باید=bāyad می=mī نه=nah بین=bayn طی=ṭayy دو=du سه=sih چهار=chahār پنج=panj
        روسیه=Rūsiyah مسکو=Muskū افغانستان=Afghānistān طالبان=Ṭālibān کابل=Kābul قندهار=Qandahār هرات=Hirāt مزار=Mazār شریف=Sharīf بلخ=Balkh قندوز=Qundūz جلال=Jalāl آباد=Ābād
        حیرتان=Ḥayratān تورغندی=Tūrghundī ایران=Īrān پاکستان=Pākistān چین=Chīn هند=Hind ازبکستان=Uzbakistān تاجیکستان=Tājīkistān ترکمنستان=Turkmanistān قزاقستان=Qazāqistān ترکیه=Turkiyah
        دوحه=Dawḥah قطر=Qaṭar امریکا=Amrīkā آمریکا=Āmrīkā محمد=Muḥammad احمد=Aḥmad محمود=Maḥmūd علی=ʻAlī حسن=Ḥasan حسین=Ḥusayn عمر=ʻUmar خالد=Khālid ابراهیم=Ibrāhīm یوسف=Yūsuf خان=Khān
        امین=Amīn قاسم=Qāsim سراج=Sirāj الدین=al-Dīn حقانی=Ḥaqqānī متقی=Muttaqī ملا=Mullā مولوی=Mawlavī حاجی=Ḥājī شیخ=Shaykh عبد=ʻAbd الله=Allāh کازان=Kāzān تاشکند=Tāshkand دوشنبه=Dūshanbah
        """);

    /// <summary>Persian and Dari nouns and adjectives, between two of which an ezafe is spoken.</summary>
    public static RomanWords PersianNouns { get; } = new("""
        نامه=nāmah مکتوب=maktūb گزارش=guzārish سند=sanad اسناد=asnād یادداشت=yāddāsht صورت=ṣūrat جلسه=jalasah اعلامیه=iʻlāmīyah بیانیه=bayānīyah فرمان=farmān حکم=ḥukm دستور=dastūr
        قرارداد=qarārdād توافقنامه=tavāfuqnāmah موافقتنامه=muvāfaqatnāmah تفاهمنامه=tafāhumnāmah فهرست=fihrist لیست=līst جدول=jadval متن=matn نسخه=nuskhah ترجمه=tarjumah ضمیمه=z̤amīmah
        درخواست=darkhvāst پیشنهاد=pīshnihād جواب=javāb پاسخ=pāsukh ملاقات=mulāqāt دیدار=dīdār سفر=safar نشست=nishast کنفرانس=kunfirāns مذاکره=muz̲ākirah مذاکرات=muz̲ākirāt گفتگو=guftugū
        همکاری=hamkārī رابطه=rābiṭah روابط=ravābiṭ شناسایی=shināsāyī حمایت=ḥimāyat کمک=kumak وزارت=vizārat وزیر=vazīr سفارت=sifārat سفیر=safīr قونسلگری=qunsulgarī ریاست=riyāsat رئیس=raʼīs
        رییس=raʼīs معاون=muʻāvin مدیر=mudīr مدیریت=mudīrīyat اداره=idārah والی=vālī ولایت=vilāyat قوماندان=qūmāndān نماینده=numāyandah هیئت=hayʼat دفتر=daftar کمیسیون=kumīsiyūn شورا=shūrā
        حکومت=ḥukūmat دولت=dawlat امارت=imārat جمهوری=jumhūrī فدراسیون=fidirāsiyūn شرکت=shirkat بانک=bānk مرکز=markaz امور=umūr خارجه=khārijah داخله=dākhilah دفاع=difāʻ ملی=millī مالیه=mālīyah
        تجارت=tijārat صنعت=ṣanʻat معادن=maʻādin معدن=maʻdan ترانسپورت=tirānspūrt گمرک=gumruk گمرکات=gumrukāt امنیت=amnīyat استخبارات=istikhbārāt اردو=urdū پولیس=pūlīs نیرو=nīrū قوا=quvā
        سلاح=silāḥ اسلحه=aslaḥah مهمات=muhimmāt طیاره=ṭayyārah هلیکوپتر=hilīkūptir آموزش=āmūzish عملیات=ʻamalīyāt سرحد=sarḥad مرز=marz بندر=bandar راه=rāh پل=pul میدان=maydān هوایی=havāyī
        نفت=naft تیل=tīl دیزل=dīzil گاز=gāz گندم=gandum آرد=ārd کود=kūd دوا=davā مواد=mavādd غذایی=ghaz̲āyī غذا=ghaz̲ā مال=māl اموال=amvāl کالا=kālā انتقال=intiqāl تحویل=taḥvīl واردات=vāridāt
        صادرات=ṣādirāt پول=pūl قیمت=qīmat مبلغ=mablagh پرداخت=pardākht مالیات=māliyāt پروژه=purūzhah طلا=ṭilā مس=mis لیتیوم=lītiyūm روز=rūz ماه=māh سال=sāl تاریخ=tārīkh شماره=shumārah
        عدد=ʻadad موضوع=mawz̤ūʻ نام=nām محترم=muḥtaram آقا=āqā جناب=janāb برادر=barādar محرم=maḥram سری=sirrī عاجل=ʻājil رسمی=rasmī نظامی=niẓāmī سیاسی=siyāsī امنیتی=amnīyatī اقتصادی=iqtiṣādī
        تجاری=tijārī مشترک=mushtarak جدید=jadīd نو=naw بزرگ=buzurg عمومی=ʻumūmī خاص=khāṣṣ اسلامی=islāmī روسی=Rūsī افغان=Afghān افغانی=Afghānī بین‌المللی=bayn al-milalī دوجانبه=dujānibah
        """);

    public static RomanWords Pashto { get; } = new("""
        د=da په=pah له=lah ته=tah کې=ke سره=sarah او=aw یا=yā چې=che دا=dā دې=de هغه=haghah پر=par تر=tar نه=nah هم=ham خپل=khpal خپله=khpalah یو=yaw یوه=yawah دوه=dwah درې=dre څلور=ṡalor پنځه=pinżah
        دی=day ده=dah دي=dī وو=wū وه=wah شو=shaw شوی=shaway شوي=shawī کړ=kạṛ کړی=kạṛay کړي=kạṛī کوي=kawī کیږي=kīẓhī لپاره=lapārah وروسته=wrustah مخکې=makhke اړه=aṛah اړوند=aṛwand ټول=ṭol ټولو=ṭolo
        لیک=līk لیکنه=līknah مکتوب=maktūb راپور=rāpor سند=sanad اسناد=asnād یادښت=yādaṣht فرمان=farmān حکم=ḥukm امر=amr پرېکړه=prekṛah تړون=taṛūn هوکړه=hokṛah لست=list متن=matn ژباړه=zhbāṛah
        غوښتنه=ghūṣhtinah ځواب=żawāb لیدنه=līdanah ناسته=nāstah غونډه=ghūnḍah سفر=safar خبرې=khabare همکاري=hamkārī اړیکې=aṛīke اړیکو=aṛīko مرسته=mrastah مرستې=mraste ملاتړ=mlātaṛ
        وزارت=wizārat وزیر=wazīr سفارت=sifārat سفیر=safīr ریاست=riyāsat رئیس=raʼīs مرستیال=mrastyāl مدیر=mudīr مدیریت=mudīriyat اداره=idārah والي=wālī ولایت=wilāyat قوماندان=qūmāndān
        استازی=astāzay پلاوی=plāway دفتر=daftar شورا=shūrā حکومت=ḥukūmat دولت=dawlat امارت=imārat اسلامي=islāmī جمهوریت=jumhūriyat شرکت=shirkat بانک=bānk مرکز=markaz چارو=chāro
        بهرنیو=bahranyo بهرنی=bahranay کورنیو=koranyo کورنی=koranay دفاع=difāʻ ملي=millī مالیې=māliye سوداګرۍ=sawdāgarạy سوداګري=sawdāgarī کانونو=kānūno کان=kān ګمرک=gumruk امنیت=amniyat
        استخباراتو=istikhbārāto اردو=urdū پولیس=polīs ځواک=żwāk ځواکونه=żwākūnah وسله=waslah وسلې=wasle مهمات=muhimmāt الوتکه=alwatakah الوتکې=alwatake روزنه=roznah عملیات=ʻamaliyāt
        پوله=pūlah سرحد=sarḥad بندر=bandar لار=lār لاره=lārah هوایي=hawāyī ډګر=ḍagar تېل=tel ډیزل=ḍīzal ګاز=gāz غنم=ghanam اوړه=oṛah درمل=darmal مال=māl سامان=sāmān لېږد=leẓhd تحویل=taḥwīl
        پیسې=payse بیه=bayah سیلانیان=sīlāniyān زیات=ziyāt ورځ=wraż میاشت=myāsht کال=kāl نېټه=neṭah ګڼه=gaṇah شمېره=shmerah موضوع=mawẓūʻ نوم=nūm محترم=muḥtaram ورور=wror محرم=maḥram پټ=paṭ
        رسمي=rasmī نظامي=niz̤āmī پوځي=pawżī پوځ=pawż سیاسي=siyāsī امنیتي=amniyatī اقتصادي=iqtiṣādī ګډ=gaḍ ګډه=gaḍah نوی=naway نوې=nawe لوی=loy لویه=loyah
        روسیه=Rūsiyah روسیې=Rūsiye روسي=Rūsī مسکو=Maskaw افغانستان=Afghānistān افغان=Afghān افغاني=Afghānī طالبان=T̤ālibān طالبانو=T̤ālibāno کابل=Kābul کندهار=Kandahār هرات=Hirāt بلخ=Balkh کندز=Kunduz
        ایران=Īrān پاکستان=Pākistān چین=Chīn ازبکستان=Uzbakistān تاجکستان=Tājikistān ترکمنستان=Turkmanistān قطر=Qat̤ar دوحه=Dawḥah محمد=Muḥammad احمد=Aḥmad خان=Khān ملا=Mullā مولوي=Mawlawī حاجي=Ḥājī
        """);

    private readonly FrozenDictionary<string, string> _exact;
    private readonly FrozenDictionary<string, string> _folded;

    private RomanWords(string list)
    {
        var pairs = list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToList();
        // An entry may have spaces within: what has no sign of equality belongs to what came before.
        for (var i = pairs.Count - 1; i > 0; i--)
        {
            if (pairs[i].Length == 1)
            {
                pairs[i - 1][^1] += " " + pairs[i][0];
                pairs.RemoveAt(i);
            }
        }

        _exact = pairs.ToFrozenDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        _folded = pairs.GroupBy(p => Folding.Key(p[0])).Where(g => g.Select(p => p[1]).Distinct().Count() == 1).ToFrozenDictionary(g => g.Key, g => g.First()[1], StringComparer.Ordinal);
    }

    /// <param name="word">Without vowel signs.</param>
    public string? Find(string word) => _exact.GetValueOrDefault(word) ?? _folded.GetValueOrDefault(Folding.Key(word));
}
