using System.Globalization;
using Microsoft.Extensions.Localization;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>Names the resource files <c>Strings.*.resx</c>. The English words are the keys.</summary>
public sealed class Strings;

/// <summary>What the interface says, in the reader's language.</summary>
public sealed class Words(IStringLocalizer<Strings> strings)
{
    /// <summary>A string, its <c>{0}</c>, <c>{1}</c>… filled.</summary>
    public string this[string key, params object?[] arguments] => Fill(strings[key].Value, arguments);

    /// <summary>A string that counts.</summary>
    /// <param name="count">What <c>{0}</c> shows and what chooses the form.</param>
    /// <param name="forms">
    /// The English forms for one and for other, parted by <c>|</c>; a translation has its language's CLDR forms, in the order
    /// zero, one, two, few, many, other for Arabic.
    /// </param>
    public string Count(long count, string forms)
    {
        var choices = strings[forms].Value.Split('|');
        var form = choices.Length == 6 ? ArabicForm(count) : count == 1 ? 0 : choices.Length - 1;
        return Fill(choices[form], [count.ToString("N0", CultureInfo.InvariantCulture)]);
    }

    /// <summary>What is wrong with a field.</summary>
    public string this[Items.Problem problem] => Fill(strings[problem.Message].Value, problem.Arguments);

    /// <summary>What is wrong with several things at once, each gap of the sentence left open.</summary>
    public string OfProblem(string message) => Fill(strings[message].Value, ["…", "…", "…"]);

    /// <summary>Marks a sentence as one that is translated where it is shown, far from where it is written.</summary>
    public static string Key(string sentence) => sentence;

    /// <summary>Unicode CLDR, plural rules of Arabic.</summary>
    private static int ArabicForm(long n) => n switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        _ when n % 100 is >= 3 and <= 10 => 3,
        _ when n % 100 is >= 11 and <= 99 => 4,
        _ => 5,
    };

    private static string Fill(string words, object?[] arguments) =>
        arguments.Length == 0 ? words : string.Format(CultureInfo.InvariantCulture, words, arguments);
}
