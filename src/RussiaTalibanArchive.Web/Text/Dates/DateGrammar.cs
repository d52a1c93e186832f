namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>
/// The shapes of dates. Every reader takes the index of a token and looks at the next dozen at most;
/// it answers the index after what it read, or -1.
/// </summary>
internal sealed class DateGrammar(string text, DateToken[] tokens)
{
    private const int No = -1;

    /// <summary>White space between two words of one date, in characters.</summary>
    private const int WidestGap = 4;

    /// <summary>Small words between day and month, or month and year.</summary>
    private const int MostLinks = 4;

    /// <summary>What stands before the first token and after the last: nothing that links to a date.</summary>
    private static readonly DateToken[] Missing = [new DateToken { Kind = DateTokenKind.Mark, Gap = int.MaxValue }];

    /// <summary>The longest date, or range of dates, that begins at a token.</summary>
    public bool TryReadDate(int at, out DateReading reading)
    {
        reading = default;
        if (!MayBegin(at) || !TryReadPiece(at, out var piece))
        {
            return false;
        }

        if (TryReadRange(piece, out reading))
        {
            return true;
        }

        if (!piece.IsComplete || DatePieceEdtf.Of(piece) is not { } edtf)
        {
            return false;
        }

        reading = new DateReading(piece.First, piece.Next, piece.Calendar, edtf, DatePieceEdtf.Reason(piece));
        return true;
    }

    private bool MayBegin(int at) => tokens[at] is { Kind: DateTokenKind.Number, Digits: <= 4 } or { Word.MayBeginDate: true };

    private bool TryReadRange(DatePiece from, out DateReading reading)
    {
        reading = default;
        if (from.Part != DatePart.None || from.IsDecade || from.LastDay > 0)
        {
            return false;
        }

        var next = RangeSign(from);
        if (next == No || !TryReadPiece(next, out var to, from.IsSolarLikely || from.Calendar == Calendar.SolarHijri)
            || to.Part != DatePart.None || to.IsDecade || to.LastDay > 0)
        {
            return false;
        }

        if (from.IsYearFirst && to.Year == 0)
        {
            to.Year = from.Year;
        }

        var inherits = from.Year == 0;
        if (inherits)
        {
            from.Year = to.Year;
            from.Calendar = from.Month > 0 ? from.Calendar : to.Calendar;
            from.Month = from.Month > 0 ? from.Month : to.Month;
        }

        var isCued = from.Month > 0 || from.IsCued || to.IsCued;
        if (from.Year == 0 || to.Year == 0 || !isCued)
        {
            return false;
        }

        var edtf = DatePieceEdtf.Range(from, to);
        if (edtf is null && inherits && from.Month > to.Month)
        {
            // 30 December – 2 January 2026
            from.Year--;
            edtf = DatePieceEdtf.Range(from, to);
        }

        if (edtf is null)
        {
            return false;
        }

        reading = new DateReading(from.First, to.Next, from.Calendar, edtf, DateReason.Range);
        return true;
    }

    /// <summary>A dash or a word such as "to"; "and" only after "between".</summary>
    private int RangeSign(DatePiece from)
    {
        var at = from.Next;
        if (!IsLinked(at))
        {
            return No;
        }

        if (IsDash(at) || Is(at, DateTermKind.To))
        {
            // د جولای ۷مه – د اګست ۲مه; from 7 July to the 9th of August
            var next = SkipLinks(at + 1, out _, DateTermKind.Of, DateTermKind.Article);
            return IsLinked(next) ? next : No;
        }

        var isBetween = Is(from.First - 1, DateTermKind.Between) || IsPlural(from.First);
        return isBetween && Is(at, DateTermKind.And) && IsLinked(at + 1) ? at + 1 : No;
    }

    /// <summary>عامي: the two years.</summary>
    private bool IsPlural(int at) => tokens[at].Word is { Key: "عامي" or "عامين" or "سنتي" };

    private bool TryReadPiece(int at, out DatePiece piece, bool isSolarLikely = false)
    {
        var best = new DatePiece { Next = No };
        Keep(Digits(at));
        Keep(DayFirst(at, isSolarLikely));
        Keep(MonthFirst(at));
        Keep(PartFirst(at));
        Keep(YearFirst(at, isSolarLikely));
        piece = best with { First = at };
        return best.Next != No;

        void Keep(DatePiece candidate) => best = candidate.Next > best.Next ? candidate : best;
    }

    /// <summary>Three numbers with the same sign between them: year, month, day, or day, month, year.</summary>
    private DatePiece Digits(int at)
    {
        var none = new DatePiece { Next = No };
        if (!IsNumber(at) || !StartsClean(at) || !IsNumber(at + 2) || !IsNumber(at + 4)
            || tokens[at + 1] is not { Kind: DateTokenKind.Mark, Mark: '/' or '.' or '-' } sign || tokens[at + 3].Mark != sign.Mark)
        {
            return none;
        }

        // Forms on paper leave room: 7 / 7 / 2025.
        var gap = sign.Mark == '/' ? 1 : 0;
        for (var i = at + 1; i <= at + 4; i++)
        {
            if (tokens[i].Gap > gap)
            {
                return none;
            }
        }

        var isYearFirst = tokens[at].Digits == 4;
        var (year, month, day) = isYearFirst ? (at, at + 2, at + 4) : (at + 4, at + 2, at);
        if (tokens[year].Digits != 4 || tokens[month].Digits > 2 || tokens[day].Digits > 2 || !EndsClean(at + 4))
        {
            return none;
        }

        var piece = new DatePiece
        {
            Month = tokens[month].Value,
            Day = tokens[day].Value,
            DigitsReason = sign.Mark == '-' && isYearFirst ? DateReason.Iso : DateReason.Numeric,
        };
        var next = TakeYear(year, at + 5, ref piece);
        if (next == No)
        {
            return none;
        }

        if (piece.Month == 0 || piece.Day == 0)
        {
            return none;
        }

        PutMonthFirst(ref piece, at, isYearFirst, sign.Mark);
        return DatePieceEdtf.Of(piece) is null ? none : piece with { Next = next };
    }

    /// <summary>American order: certain where the day-first reading is impossible, possible among Latin words.</summary>
    private void PutMonthFirst(ref DatePiece piece, int at, bool isYearFirst, char sign)
    {
        if (isYearFirst || sign == '.' || !tokens[at].HasWesternDigits || piece.Calendar != Calendar.Gregorian)
        {
            return;
        }

        if (piece is { Month: > 12, Day: <= 12 })
        {
            (piece.Month, piece.Day) = (piece.Day, piece.Month);
        }
        else if (piece.Day <= 12 && piece.Day != piece.Month)
        {
            piece.IsAmbiguous = IsAmongLatin(at);
        }
    }

    private bool IsAmongLatin(int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 4; i--)
        {
            if (tokens[i].Kind == DateTokenKind.Word)
            {
                return text[tokens[i].Start] < '\u0250';
            }
        }

        return false;
    }

    /// <summary><c>7 July 2025</c>, <c>السابع من يوليو 2025</c>; without its year or month, the start of a range.</summary>
    private DatePiece DayFirst(int at, bool isSolarLikely)
    {
        var piece = new DatePiece { Next = No, IsSolarLikely = isSolarLikely };
        var next = Day(at, out piece.Day, out var isLatinWord);
        if (next == No)
        {
            return piece;
        }

        if (tokens[at].Kind == DateTokenKind.Number)
        {
            piece.Next = next;
        }

        var month = SkipLinks(next, out var hasOf, DateTermKind.Of, DateTermKind.MonthNoun, DateTermKind.Article);
        // "The first July of the war" names no day.
        if (isLatinWord && !hasOf)
        {
            return new DatePiece { Next = No };
        }

        var dated = piece;
        next = Month(month, ref dated);
        return next == No ? piece : WithYear(dated with { Next = next });
    }

    /// <summary><c>July 2025</c>, <c>July 7, 2025</c>, <c>July 7–9, 2025</c>.</summary>
    private DatePiece MonthFirst(int at)
    {
        var piece = new DatePiece();
        piece.Next = Month(at, ref piece);
        if (piece.Next == No)
        {
            return piece;
        }

        var withYear = WithYear(piece);
        if (withYear.Year > 0)
        {
            return withYear;
        }

        var dayAt = SkipLinks(piece.Next, out _, DateTermKind.Of, DateTermKind.In, DateTermKind.Article);
        if (!IsLinked(dayAt) || !IsNumber(dayAt) || Day(dayAt, out var day, out _) is var next && next == No)
        {
            return piece;
        }

        var withDay = WithYear(piece with { Day = day, Next = next });
        if (withDay.Year > 0)
        {
            return withDay;
        }

        var withDays = WithYear(WithLastDay(withDay));
        return withDays.Year > 0 ? withDays : withDay;
    }

    /// <summary><c>early July 2025</c>, <c>منتصف عام 2024</c>.</summary>
    private DatePiece PartFirst(int at)
    {
        var none = new DatePiece { Next = No };
        var word = tokens[at].Word;
        if (word is null || (!word.TryGet(DateTermKind.Part, out var part) && !word.TryGet(DateTermKind.PartOf, out part)))
        {
            return none;
        }

        var next = SkipLinks(at + 1, out var hasOf,
            DateTermKind.Of, DateTermKind.MonthNoun, DateTermKind.YearNoun, DateTermKind.Article, DateTermKind.In);
        if (part.Kind == DateTermKind.PartOf && !hasOf)
        {
            return none;
        }

        var piece = new DatePiece { Part = (DatePart)part.Value, IsCued = true, IsSolarLikely = HasSolarNoun(at + 1, next) };
        var month = Month(next, ref piece);
        if (month != No)
        {
            piece = WithYear(piece with { Next = month });
            return piece.Year > 0 ? piece : none;
        }

        if (!IsLinked(next) || !IsNumber(next) || IsUnit(next + 1))
        {
            return none;
        }

        piece.Next = YearAt(next, ref piece);
        return piece;
    }

    /// <summary><c>عام 2021</c>, <c>2021 год</c>, <c>in 2021</c>, <c>the 1980s</c>, <c>۲۰۲۵ کال د جولای ۷مه</c>.</summary>
    private DatePiece YearFirst(int at, bool isSolarLikely)
    {
        var none = new DatePiece { Next = No };
        var piece = new DatePiece { IsSolarLikely = isSolarLikely };
        if (tokens[at].Word is { } word)
        {
            if (!word.TryGet(DateTermKind.YearNoun, out var noun) || !IsLinked(at + 1) || !IsNumber(at + 1))
            {
                return none;
            }

            piece.IsCued = true;
            piece.IsSolarLikely |= noun.Value == 1;
            piece.Next = EndsClean(at + 1) ? YearAt(at + 1, ref piece, mayTouch: true) : No;
            return piece;
        }

        if (!IsNumber(at) || tokens[at].Digits != 4)
        {
            return none;
        }

        var decade = Decade(at);
        if (decade.Next != No)
        {
            return decade;
        }

        piece.IsCued = IsLinked(at) && Is(at - 1, DateTermKind.Preposition) && EndsClean(at) && !IsUnit(at + 1);
        piece.Next = YearAt(at, ref piece);
        return piece.Next != No && Is(piece.Next - 1, DateTermKind.Kal) ? AfterKal(piece) : piece;
    }

    private DatePiece Decade(int at)
    {
        var piece = new DatePiece { Next = No, Year = tokens[at].Value, IsDecade = true, IsCued = true };
        if (tokens[at].Value % 10 != 0 || !DatePieceEdtf.IsYear(Calendar.Gregorian, piece.Year) || !StartsClean(at))
        {
            return piece;
        }

        var suffix = Touches(at + 1) && tokens[at + 1].Mark == '-' ? at + 2 : at + 1;
        if (!Touches(suffix) || !Is(suffix, DateTermKind.DecadeSuffix))
        {
            return piece;
        }

        var hasNoun = IsLinked(suffix + 1) && Is(suffix + 1, DateTermKind.DecadeNoun);
        return piece with { Next = hasNoun ? suffix + 2 : suffix + 1 };
    }

    /// <summary>Pashto goes from the large to the small: year, month, then day or part.</summary>
    private DatePiece AfterKal(DatePiece year)
    {
        var piece = year with { IsYearFirst = true };
        var month = Month(SkipLinks(year.Next, out _, DateTermKind.Of), ref piece);
        if (month == No || !IsInCalendar(piece, year))
        {
            return WithPart(year);
        }

        piece.Next = month;
        var dayAt = SkipLinks(month, out _, DateTermKind.Of, DateTermKind.In);
        return IsLinked(dayAt) && Day(dayAt, out var day, out _) is var next && next != No
            ? WithLastDay(piece with { Day = day, Next = next })
            : WithPart(piece);
    }

    /// <summary>په پیل کې: at the beginning.</summary>
    private DatePiece WithPart(DatePiece piece)
    {
        var at = SkipLinks(piece.Next, out _, DateTermKind.Of, DateTermKind.In);
        return IsLinked(at) && tokens[at].Word is { } word && word.TryGet(DateTermKind.Part, out var part)
            ? piece with { Part = (DatePart)part.Value, Next = at + 1 }
            : piece;
    }

    /// <summary>د جولای ۷–۹مه</summary>
    private DatePiece WithLastDay(DatePiece piece)
    {
        var at = piece.Next;
        if (!IsLinked(at) || !IsDash(at) || !IsLinked(at + 1) || !IsNumber(at + 1))
        {
            return piece;
        }

        var next = Day(at + 1, out var day, out _, isAfterDash: true);
        return next != No && day > piece.Day ? piece with { LastDay = day, Next = next } : piece;
    }

    private static bool IsInCalendar(DatePiece month, DatePiece year) =>
        month.Calendar == year.Calendar || (month.Calendar != Calendar.Gregorian && year.Calendar != Calendar.Gregorian);

    /// <summary>Adds the year where one follows; answers the piece unchanged where none does.</summary>
    private DatePiece WithYear(DatePiece piece)
    {
        var next = SkipToYear(piece);
        if (!IsLinked(next) || !IsNumber(next))
        {
            return piece;
        }

        var dated = piece with { IsSolarLikely = piece.IsSolarLikely || HasSolarNoun(piece.Next, next) };
        var end = YearAt(next, ref dated, mayTouch: true);
        return end == No ? piece : dated with { Next = end };
    }

    private int SkipToYear(DatePiece piece)
    {
        var next = piece.Next;
        if (IsLinked(next) && (tokens[next].Mark == ',' || (tokens[next].Mark == '،' && piece.Day > 0)
            || (tokens[next].Mark is '/' or '-' && Touches(next) && Touches(next + 1))))
        {
            next++;
        }

        return SkipLinks(next, out _, DateTermKind.Of, DateTermKind.YearNoun, DateTermKind.Article);
    }

    /// <summary>Small words of the kinds given, and hyphens that touch both sides. Stops at <see cref="MostLinks"/>.</summary>
    private int SkipLinks(int at, out bool hasWord, params ReadOnlySpan<DateTermKind> kinds)
    {
        hasWord = false;
        var next = at;
        while (next - at < MostLinks && IsLinked(next))
        {
            var isHyphen = tokens[next].Mark is '-' or '‐' or '‑' && Touches(next) && Touches(next + 1);
            var isWord = IsAny(next, kinds);
            if (!isHyphen && !isWord)
            {
                break;
            }

            hasWord |= isWord;
            next++;
        }

        return next;
    }

    private bool IsAny(int at, ReadOnlySpan<DateTermKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (Is(at, kind))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasSolarNoun(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Word is { } word && word.TryGet(DateTermKind.YearNoun, out var noun) && noun.Value == 1)
            {
                return true;
            }
        }

        return false;
    }

    private int YearAt(int at, ref DatePiece piece, bool mayTouch = false) =>
        tokens[at].Digits == 4 && (mayTouch || StartsClean(at)) && (mayTouch || EndsClean(at))
            ? TakeYear(at, at + 1, ref piece)
            : No;

    /// <summary>Settles the calendar of a year from the words after it, and takes those words.</summary>
    private int TakeYear(int year, int next, ref DatePiece piece)
    {
        var marked = YearMark(next, out var mark, out var isSolarWord);
        if ((mark == DateTermKind.Lunar && IsBeforeChrist(marked)) || (mark == DateTermKind.Solar && !isSolarWord && IsArabicYear(year)))
        {
            return No;
        }

        var isPlainTail = marked == next;
        next = marked;
        if (isPlainTail && Touches(next) && tokens[next].Mark == '-' && Touches(next + 1) && Is(next + 1, DateTermKind.YearEnding))
        {
            piece.IsCued = true;
            next += 2;
            isPlainTail = false;
        }

        if (IsLinked(next) && Is(next, DateTermKind.Kal))
        {
            (piece.IsCued, piece.IsSolarLikely) = (true, true);
            next++;
        }
        else if (IsLinked(next) && Is(next, DateTermKind.YearSuffix))
        {
            piece.IsCued = true;
            var isAbbreviation = tokens[next].Letters <= 2;
            next++;
            next += isAbbreviation && Touches(next) && tokens[next].Mark == '.' ? 1 : 0;
        }
        else if (isPlainTail && Touches(next) && (tokens[next].Kind == DateTokenKind.Word || tokens[next].Mark is '%' or '٪')
            && !Is(next, DateTermKind.And) && !(piece.DigitsReason is not null && text[tokens[next].Start] == 'T'))
        {
            return No;
        }

        piece.IsCued |= mark is DateTermKind.Hijri or DateTermKind.Solar or DateTermKind.Lunar && (isSolarWord || Touches(marked - 1));
        if (!TrySettle(year, mark, ref piece))
        {
            return No;
        }

        piece.Year = tokens[year].Value;
        return DatePieceEdtf.IsYear(piece.Calendar, piece.Year) ? next : No;
    }

    /// <summary>ق.م</summary>
    private bool IsBeforeChrist(int afterMark) => At(afterMark).Mark == '.'
        ? IsLinked(afterMark + 1) && Is(afterMark + 1, DateTermKind.Gregorian)
        : IsLinked(afterMark) && Is(afterMark, DateTermKind.Gregorian);

    /// <summary>In Arabic, ش after a year is the era of the Coptic martyrs.</summary>
    private bool IsArabicYear(int year) => At(year - 1).Word is { } word && word.TryGet(DateTermKind.YearNoun, out var noun) && noun.Value == 0;

    private bool TrySettle(int year, DateTermKind? mark, ref DatePiece piece)
    {
        var isSolarLikely = piece.IsSolarLikely || tokens[year].HasPersianDigits;
        Calendar? marked = mark switch
        {
            DateTermKind.Solar => Calendar.SolarHijri,
            DateTermKind.Lunar => Calendar.Hijri,
            DateTermKind.Gregorian => Calendar.Gregorian,
            // هجری alone is said of both calendars.
            DateTermKind.Hijri when piece.Month > 0 && piece.DigitsReason is null => piece.Calendar == Calendar.Gregorian ? Calendar.Hijri : piece.Calendar,
            DateTermKind.Hijri => piece.IsSolarLikely ? Calendar.SolarHijri : Calendar.Hijri,
            _ => null,
        };
        if (piece.Month > 0 && piece.DigitsReason is null)
        {
            return marked is null || marked == piece.Calendar;
        }

        if (marked is null && !DatePieceEdtf.IsYear(Calendar.Gregorian, tokens[year].Value))
        {
            if (!isSolarLikely)
            {
                return false;
            }

            marked = Calendar.SolarHijri;
        }

        piece.Calendar = marked ?? Calendar.Gregorian;
        return true;
    }

    /// <summary>هـ, هـ.ش, ق, م, هجري شمسي, لمریز … Answers <paramref name="at"/> itself where there is none.</summary>
    private int YearMark(int at, out DateTermKind? mark, out bool isWord)
    {
        (mark, isWord) = (null, false);
        if (!IsLinked(at) || tokens[at].Word is not { } word)
        {
            return at;
        }

        foreach (var kind in (ReadOnlySpan<DateTermKind>)[DateTermKind.Hijri, DateTermKind.Solar, DateTermKind.Lunar, DateTermKind.Gregorian])
        {
            mark = word.Is(kind) ? kind : mark;
        }

        if (mark is null)
        {
            return at;
        }

        isWord = tokens[at].Letters > 1;
        if (mark != DateTermKind.Hijri)
        {
            return at + 1;
        }

        var dot = Touches(at + 1) && tokens[at + 1].Mark == '.' ? at + 2 : at + 1;
        if (IsLinked(dot) && (Is(dot, DateTermKind.Solar) || Is(dot, DateTermKind.Lunar)))
        {
            mark = Is(dot, DateTermKind.Solar) ? DateTermKind.Solar : DateTermKind.Lunar;
            isWord = true;
            return dot + 1;
        }

        return at + 1;
    }

    /// <summary>A month's name, and its other name after it: <c>يوليو (تموز)</c>, <c>يوليو/تموز</c>.</summary>
    private int Month(int at, ref DatePiece piece)
    {
        var next = MonthName(at, out var month);
        if (next == No)
        {
            return No;
        }

        (piece.Calendar, piece.Month) = (month.Calendar, month.Value);
        next += month.IsAbbreviation && Touches(next) && tokens[next].Mark == '.' ? 1 : 0;
        next = OtherName(next, month);
        return IsLinked(next) && Is(next, DateTermKind.MonthNoun) ? next + 1 : next;
    }

    private int OtherName(int at, DateTerm month)
    {
        if (!IsLinked(at) || tokens[at].Mark is not ('(' or '/' or '-' or '['))
        {
            return at;
        }

        var other = MonthName(at + 1, out var second);
        if (other == No || (second.Calendar, second.Value) != (month.Calendar, month.Value))
        {
            return at;
        }

        var needsBracket = tokens[at].Mark is '(' or '[';
        if (!needsBracket)
        {
            return other;
        }

        return IsLinked(other) && tokens[other].Mark is ')' or ']' ? other + 1 : at;
    }

    private int MonthName(int at, out DateTerm month)
    {
        month = default;
        if (!IsLinked(at) || tokens[at].Word is not { } word)
        {
            return No;
        }

        if (word.Is(DateTermKind.PhraseHead) && IsLinked(at + 1) && tokens[at + 1].Word is { } second
            && tokens[at + 1].TermStart == tokens[at + 1].Start && DateWords.TryGetPhrase(word, second, out month))
        {
            return at + 2;
        }

        var start = text[tokens[at].TermStart];
        if (!word.TryGet(DateTermKind.Month, out month) || (month.NeedsCapital && char.IsLower(start) && start < '\u0250'))
        {
            return No;
        }

        // مې is "my"; مۍ and می are May.
        return word.Key == "مي" && text.AsSpan(tokens[at].Start, tokens[at].End - tokens[at].Start).Contains('ې') ? No : at + 1;
    }

    /// <summary>A day in digits or words, with the ending that languages put on it.</summary>
    private int Day(int at, out int day, out bool isLatinWord, bool isAfterDash = false)
    {
        isLatinWord = false;
        if (!IsNumber(at))
        {
            isLatinWord = At(at).Kind == DateTokenKind.Word && text[At(at).Start] < '\u0250';
            return Ordinal(at, out day);
        }

        day = tokens[at].Value;
        if (tokens[at].Digits > 2 || day is < 1 or > 31 || (!isAfterDash && !StartsClean(at)))
        {
            return No;
        }

        var next = at + 1;
        var hasHyphen = Touches(next) && tokens[next].Mark == '-' && Touches(next + 1) && Is(next + 1, DateTermKind.DaySuffix);
        var suffix = hasHyphen ? next + 1 : next;
        if (Touches(suffix) && Is(suffix, DateTermKind.DaySuffix))
        {
            next = suffix + 1;
        }
        else if (Touches(next) && tokens[next].Kind == DateTokenKind.Word && !Is(next, DateTermKind.Month))
        {
            return No;
        }

        return IsLinked(next) && Is(next, DateTermKind.DayNoun) ? next + 1 : next;
    }

    private int Ordinal(int at, out int day)
    {
        day = 0;
        if (At(at).Word is not { } word)
        {
            return No;
        }

        if (word.TryGet(DateTermKind.Tens, out var tens))
        {
            // twenty-first, двадцать первого, بیست و یکم
            var unit = IsLinked(at + 1) && (tokens[at + 1].Mark == '-' || Is(at + 1, DateTermKind.And)) ? at + 2 : at + 1;
            if (!IsLinked(unit) || tokens[unit].Word?.TryGet(DateTermKind.Ordinal, out var rest) is not true || rest.Value >= 10)
            {
                return No;
            }

            day = tens.Value + rest.Value;
            return day <= 31 ? unit + 1 : No;
        }

        if (!word.TryGet(DateTermKind.Ordinal, out var ordinal))
        {
            return No;
        }

        day = ordinal.Value;
        return day < 10 ? AfterUnit(at + 1, ref day) : at + 1;
    }

    /// <summary>الحادي عشر, الحادي والثلاثين</summary>
    private int AfterUnit(int next, ref int day)
    {
        if (IsLinked(next) && Is(next, DateTermKind.Teen))
        {
            day += 10;
            return next + 1;
        }

        var hasAnd = IsLinked(next) && Is(next, DateTermKind.And);
        var tens = hasAnd ? next + 1 : next;
        if (IsLinked(tens) && tokens[tens].Word is { IsArabicScript: true } word
            && (hasAnd || tokens[tens].TermStart > tokens[tens].Start)
            && word.TryGet(DateTermKind.Ordinal, out var twenty) && twenty.Value is 20 or 30 && day + twenty.Value <= 31)
        {
            day += twenty.Value;
            return tens + 1;
        }

        return next;
    }

    /// <summary>The number is not the tail of a longer one, a sum of money or a word.</summary>
    private bool StartsClean(int at)
    {
        if (at == 0 || !tokens[at].Touches)
        {
            return true;
        }

        var before = tokens[at - 1];
        if (before.Kind == DateTokenKind.Word)
        {
            return before.Letters <= 2 && text[before.Start] is >= '\u0600' and <= '\u06FF';
        }

        var isAfterNumber = at > 1 && before.Touches && tokens[at - 2].Kind == DateTokenKind.Number;
        return before.Mark switch
        {
            '$' or '€' or '£' or '₽' or '#' or '№' or '+' or '=' or '_' or '<' or '>' or '٫' or '٬' => false,
            '.' or ',' or ':' or '/' or '-' or '\\' or '–' or '−' => !isAfterNumber || IsRangeDash(at - 1),
            _ => true,
        };
    }

    /// <summary>
    /// The mark between two numbers may stand between the ends of a range: a dash, with days or years on both sides
    /// (7–10, 2021–2024), that does not go on a chain of hyphens.
    /// </summary>
    private bool IsRangeDash(int at)
    {
        var (before, after) = (tokens[at - 1].Digits, tokens[at + 1].Digits);
        var isInChain = tokens[at].Mark == '-' && At(at - 2).Mark == '-';
        return IsDash(at) && !isInChain && before <= 4 && after <= before + 1;
    }

    private bool EndsClean(int at) =>
        !Touches(at + 1) || At(at + 1).Mark is not ('.' or ',' or ':' or '/' or '\\' or '٫' or '٬' or '_') || !Touches(at + 2) || !IsNumber(at + 2);

    private bool IsUnit(int at) => IsLinked(at) && Is(at, DateTermKind.Unit);

    private bool IsNumber(int at) => At(at).Kind == DateTokenKind.Number;

    private bool IsDash(int at) => At(at).Mark is '-' or '–' or '—' or '−' or '‐' or '‑';

    private bool Is(int at, DateTermKind kind) => At(at).Word is { } word && word.Is(kind);

    private bool Touches(int at) => At(at).Gap == 0;

    private bool IsLinked(int at) => At(at).Gap <= WidestGap;

    private ref readonly DateToken At(int at) => ref (uint)at < (uint)tokens.Length ? ref tokens[at] : ref Missing[0];
}
