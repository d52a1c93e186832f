namespace RussiaTalibanArchive.Web.Text;

/// <summary>The words that say who or what a passage is quoted from, in the five languages of the archive.</summary>
/// <remarks>
/// Words are compared after <see cref="Folding"/>, whole, and in Arabic script also without an attached و, ف, ب, ل or ك.
/// Russian words are stems: up to four letters more may follow.
/// </remarks>
internal static class AttributionCues
{
    /// <summary>A word of a clause: its folded form and its span in the clause, UTF-16, end exclusive.</summary>
    public readonly record struct Word(string Folded, int Start, int End);

    /// <summary>The words from <paramref name="First"/> up to <paramref name="Last"/>, inclusive, that attribute what follows.</summary>
    public readonly record struct Cue(int First, int Last, bool IsDocument);

    private const int MaxFillers = 4;

    // The Arabic perfect takes ت, وا, ا, تا; the imperfect also ت or ن for its ي, and ون.
    private static readonly string[] ArabicPerfect = Split("قال أكد أضاف صرح ذكر أعلن كتب وصف أوضح شدد أفاد زعم ادعى نقل حذر اعتبر علق سمى أورد نص بين");
    private static readonly string[] ArabicImperfect = Split("يقول يؤكد يضيف يصرح يذكر يعلن يكتب يصف يوضح يشدد يفيد يزعم يدعي يحذر يعتبر يورد ينص يسمي");
    private static readonly string[] Spoken = Split(
        "وتابع وتابعت قائلا قائلة قائلين بقوله بقولها قوله قولها واصفا واصفة مؤكدا مضيفا "
        + "گفت گفته گفتند گفتهاند میگوید میگویند گوید افزود افزوده نوشت نوشته نوشتند مینویسد خواند خوانده نامید نامیده دانست "
        + "وویل ویلي وویلي ویلی وایي وايي ليکلي ولیکل لیکلي لیکي بللی بللې "
        + "said says say saying told tells wrote writes written states stated stating describes described describing called calls calling "
        + "adds added claims claimed notes noted warns warned argued argues insists insisted declares declared announced reported replied "
        + "asked quoted labelled labeled dubbed reads read");
    private static readonly string[] SpokenPhrases =
    [
        "أشار إلى", "أشارت إلى", "يشير إلى", "تشير إلى", "أشاروا إلى", "على حد قول", "على حد وصف", "على حد تعبير", "على لسان",
        "اظهار داشت", "اظهار کرد", "اظهار داشته", "تأکید کرد", "تاکید کرده", "اعلام کرد", "خبر داد", "تصریح کرد", "خاطرنشان کرد",
        "توصیف کرد", "عنوان کرد", "بیان کرد", "بیان داشت", "ټینګار کړی", "ټینګار وکړ", "خبر ورکړ", "په وینا", "په خبره",
        "in the words of", "refers to", "referred to",
    ];
    private static readonly string[] SourcePhrases =
    [
        "جاء في", "جاءت في", "وجاء في", "ورد في", "وردت في", "يرد في", "جاء فيها", "جاء فيه", "ورد فيها", "ورد فيه", "بحسب", "حسب", "وفق", "وفقا", "طبقا",
        "نقلا عن", "نقل عن", "نقلت عن", "استنادا إلى", "في نص",
        "به نقل از", "نقل از", "طبق", "بر اساس", "براساس", "بر طبق", "مطابق", "به گفته", "به قول", "آمده است", "آمده", "درج است", "درج شده",
        "په حواله", "له مخې", "راغلي", "راغلی", "راغلي دي",
        "according to", "as per",
    ];
    private static readonly string[] RussianStems = Split(
        "заяв сообщ сказа отмет отмеча говорит говорил говоритс напис пишет пишут писал указан указыв указал подчерк добав утвержда утверди назва называ "
        + "считает рассказ цитир объяв призна предупре охарактериз опис");
    private static readonly string[] RussianPhrases = ["по словам", "согласно", "по данным", "со слов", "как следует из", "следует из", "ссылаясь на", "со ссылкой на"];

    private static readonly string[] Documents = Split(
        "وثيقة مذكرة رسالة خطاب تقرير برقية محضر تعميم مرسوم مكتوب وثائق مذكرات رسائل تقارير برقيات خطابات محاضر مستند مستندات وثيقتان وثيقتين "
        + "سند سندی اسناد مکتوب مکتوبی مکاتیب نامه نامهای نامههای یادداشت یادداشتی یادداشتهای گزارش گزارشی مراسله فرمان فرمانی "
        + "سندونه سندونو لیک لیکنه لیکونه مکتوبونه راپور راپورونه یادښت فرمانونه "
        + "document documents memo memos memorandum letter letters cable cables report reports dispatch telegram directive minutes paper papers file files");
    private static readonly string[] DocumentStems = Split("документ записк письм доклад отчет телеграмм рапорт справк донесен депеш меморандум приказ распоряжен");

    /// <summary>Words that may stand between a cue and the document, where any other word would name another source.</summary>
    private static readonly HashSet<string> Fillers = Set(
        "نص متن مضمون محتوى نسخة مقدمة خاتمة صفحات صفحة إحدى أحد بعض من تلك هذه هذا ذلك ما مقتطف مقتطفات ديباجة بند "
        + "این آن یک همین همان چند دغه دې یو یوه هغه د په همدې در از به بخشی بخش "
        + "the a an this that these those its their his her leaked secret internal confidential classified official draft second first one of same text another "
        + "в во из этом этой этого данном данной самом самой секретном секретной секретного секретному утекшем утекшей служебной служебном внутреннем внутренней тексте текста одном одной этому этим");

    private static readonly HashSet<string> OtherSources = Set(
        "who that which whom with by to about from official officials source sources people person persons minister spokesman spokeswoman man woman he she they him her them "
        + "что который которая которые о об на с со из-за источник источника источнику источники источников чиновник чиновника чиновнику министр министра министру он она они");

    /// <summary>What comes right before a name or a title rather than a quotation.</summary>
    private static readonly HashSet<string> NamingWords = Set(
        "اسم باسم مسمى المسمى المسماة يسمى تسمى سمي سميت المعروف المعروفة بعنوان عنوان تنظيم حركة حزب جماعة صحيفة جريدة مجلة قناة وكالة موقع كتاب عملية منصة فيلم برنامج شركة مؤسسة كلمة عبارة مصطلح لفظ لفظة لقب "
        + "نام موسوم عنوان روزنامه مجله تلویزیون خبرگزاری کتاب گروه سازمان حزب عملیات شبکه واژه اصطلاح کلمه لقب "
        + "نوم ډله ورځپاڼه ټکی "
        + "titled entitled named newspaper magazine book operation codenamed agency channel codename word words term phrase nickname "
        + "называемый называемая называемое называемые называемого называемому называемым называемой называемых газета газете газеты журнал журнале агентство агентства телеканал книга книге операция операции под названием группировка группировки организация организации движение движения слово слова термин прозвище кличка");

    private static readonly HashSet<string> Connectors = Set("و أو او ثم یا and or и или а но او يا");
    private static readonly HashSet<string> Complementizers = Set("إن أن إنه إنها إنهم أنه أنها أنهم بأن بأنه بأنها بأنهم بأنهم که كه چې что that as как это it this هذا این");

    private static readonly Dictionary<string, List<(string[] Words, bool IsSource)>> Phrases = BuildPhrases();
    private static readonly HashSet<string> DocumentWords = BuildDocuments();

    public static bool IsConnector(string folded) => Connectors.Contains(folded);

    public static bool IsComplementizer(string folded) => Complementizers.Contains(folded);

    /// <summary>Whether the words end in something that announces a name: <c>تحت اسم</c>, <c>so-called</c>, <c>газета</c>.</summary>
    public static bool AnnouncesName(IReadOnlyList<Word> words) =>
        words.Count > 0 && (NamingWords.Contains(words[^1].Folded)
            || WithoutClitic(words[^1].Folded).Any(NamingWords.Contains)
            || (words.Count > 1 && words[^1].Folded == "called" && words[^2].Folded == "so"));

    /// <summary>Where a document is named among the last four words, or −1.</summary>
    public static int LastDocument(IReadOnlyList<Word> words)
    {
        for (var i = words.Count - 1; i >= Math.Max(0, words.Count - 4); i--)
        {
            if (IsDocument(words[i].Folded))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The last cue among the words, or the first when <paramref name="first"/> is set.</summary>
    public static Cue? Find(IReadOnlyList<Word> words, bool first = false)
    {
        for (var n = 0; n < words.Count; n++)
        {
            var i = first ? n : words.Count - 1 - n;
            if (MatchAt(words, i, out var length, out var isSource))
            {
                // "به نقل از" ends in a cue of its own, "نقل از": the longer one is meant.
                for (var earlier = i - 1; earlier >= Math.Max(0, i - 3); earlier--)
                {
                    if (MatchAt(words, earlier, out var longer, out var longerIsSource) && earlier + longer > i)
                    {
                        (i, length, isSource) = (earlier, longer, longerIsSource);
                    }
                }

                return WithDocument(words, i, i + length - 1, isSource);
            }
        }

        return null;
    }

    private static bool MatchAt(IReadOnlyList<Word> words, int at, out int length, out bool isSource)
    {
        (length, isSource) = (0, false);
        if (at > 0 && (words[at - 1].Folded, words[at].Folded) is ("so", "called") or ("united", "states"))
        {
            return false;
        }

        foreach (var head in Heads(words[at].Folded))
        {
            if (!Phrases.TryGetValue(head, out var phrases))
            {
                continue;
            }

            foreach (var (phrase, source) in phrases)
            {
                if (phrase.Length > length && FollowsAt(words, at, phrase))
                {
                    (length, isSource) = (phrase.Length, source);
                }
            }
        }

        if (length == 0 && StartsWithAny(words[at].Folded, RussianStems))
        {
            length = 1;
        }

        return length > 0;
    }

    private static bool FollowsAt(IReadOnlyList<Word> words, int at, string[] phrase)
    {
        for (var i = 1; i < phrase.Length; i++)
        {
            if (at + i >= words.Count || words[at + i].Folded != phrase[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Widens the cue to the document it names: after it (<c>جاء في نص الوثيقة</c>, <c>according to the leaked memo</c>), or
    /// right before it (<c>په سند کې راغلي</c>, <c>the letter says</c>).
    /// </summary>
    private static Cue WithDocument(IReadOnlyList<Word> words, int first, int last, bool isSource)
    {
        for (var i = last + 1; i < words.Count && i <= last + 1 + MaxFillers; i++)
        {
            if (IsDocument(words[i].Folded))
            {
                return new Cue(first, i, IsDocument: true);
            }

            if (!Fillers.Contains(words[i].Folded) && !(isSource && MayDescribe(words[i].Folded)))
            {
                break;
            }
        }

        // A passive or a phrase of place may stand a few words behind its document, a verb of speech right behind it.
        var reach = isSource ? 4 : 2;
        for (var i = first - 1; i >= Math.Max(0, first - reach); i--)
        {
            if (IsDocument(words[i].Folded))
            {
                return new Cue(i, last, IsDocument: true);
            }
        }

        return new Cue(first, last, IsDocument: false);
    }

    /// <summary>Adjectives and nouns stand before a document in English and Russian, but not these.</summary>
    private static bool MayDescribe(string folded) => folded[0] is < '\u0530' && !OtherSources.Contains(folded);

    private static bool IsDocument(string folded) =>
        DocumentWords.Contains(folded) || StartsWithAny(folded, DocumentStems)
        || WithoutClitic(folded).Any(DocumentWords.Contains);

    private static bool StartsWithAny(string word, string[] stems) => word.Length > 0 && word[0] is >= '\u0400' and <= '\u04FF'
        && Array.Exists(stems, stem => word.Length <= stem.Length + 4 && word.StartsWith(stem, StringComparison.Ordinal));

    private static IEnumerable<string> Heads(string folded) => WithoutClitic(folded).Prepend(folded);

    /// <summary>An Arabic word without its attached conjunction, preposition and article, step by step.</summary>
    private static IEnumerable<string> WithoutClitic(string folded)
    {
        var rest = folded;
        if (rest.Length > 3 && rest[0] is 'و' or 'ف')
        {
            rest = rest[1..];
            yield return rest;
        }

        if (rest.Length > 4 && rest.StartsWith("لل", StringComparison.Ordinal))
        {
            yield return rest[2..];
        }
        else if (rest.Length > 3 && rest[0] is 'ب' or 'ل' or 'ک')
        {
            rest = rest[1..];
            yield return rest;
        }

        if (rest.Length > 4 && rest.StartsWith("ال", StringComparison.Ordinal))
        {
            yield return rest[2..];
        }
    }

    private static Dictionary<string, List<(string[] Words, bool IsSource)>> BuildPhrases()
    {
        var spoken = Spoken
            .Concat(ArabicPerfect.SelectMany(verb => new[] { verb, verb + "ت", verb + "وا", verb + "ا", verb + "تا" }))
            // Some of these are common nouns as well: they count only in phrases or with an ending.
            .Where(verb => verb is not ("نقل" or "نقلا" or "نص" or "نصا" or "بين" or "بينا" or "علق"))
            .Concat(ArabicImperfect.SelectMany(verb => new[] { verb, "ت" + verb[1..], "ن" + verb[1..], verb + "ون" }))
            .Concat(SpokenPhrases).Concat(RussianPhrases.Where(p => p.Contains("слов", StringComparison.Ordinal)));
        var sources = SourcePhrases.Concat(RussianPhrases.Where(p => !p.Contains("слов", StringComparison.Ordinal)));

        var phrases = new Dictionary<string, List<(string[], bool)>>(StringComparer.Ordinal);
        foreach (var (phrase, isSource) in spoken.Select(p => (p, false)).Concat(sources.Select(p => (p, true))))
        {
            var words = Folding.Key(phrase).Split(' ');
            if (!phrases.TryGetValue(words[0], out var list))
            {
                phrases[words[0]] = list = [];
            }

            list.Add((words, isSource));
        }

        return phrases;
    }

    private static HashSet<string> BuildDocuments()
    {
        var words = Set("");
        foreach (var word in Documents.Select(word => Folding.Key(word)))
        {
            words.Add(word);
            if (word[0] is < '\u0620' or > '\u08FF')
            {
                continue;
            }

            // "its report", "their letter": the pronoun turns a final ه into ت.
            var stem = word.EndsWith('ه') ? word[..^1] + "ت" : word;
            words.UnionWith([stem + "ه", stem + "ها", stem + "هم"]);
        }

        return words;
    }

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static HashSet<string> Set(string words) => Split(words).Select(word => Folding.Key(word)).ToHashSet(StringComparer.Ordinal);
}
