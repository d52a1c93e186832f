using System.ComponentModel.DataAnnotations;
using RussiaTalibanArchive.Web.Features.Citations.Styles;

namespace RussiaTalibanArchive.Web.Data;

/// <summary>Reads the settings under <c>Archive</c> before anything starts, so that a wrong one is named and nothing is touched.</summary>
public static class ArchiveSettings
{
    /// <exception cref="ArchiveStartException">A setting is unknown or impossible; the message names it.</exception>
    public static ArchiveOptions Check(IConfiguration configuration)
    {
        var section = configuration.GetSection("Archive");
        var known = typeof(ArchiveOptions).GetProperties().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in section.GetChildren().Where(c => !known.Contains(c.Key)))
        {
            throw new ArchiveStartException($"There is no setting Archive__{setting.Key}. Known are: {string.Join(", ", known.Order().Select(k => $"Archive__{k}"))}.");
        }

        ArchiveOptions options;
        try
        {
            options = section.Get<ArchiveOptions>() ?? new();
        }
        catch (InvalidOperationException e)
        {
            throw new ArchiveStartException(e.Message.Replace("'Archive:", "'Archive__", StringComparison.Ordinal));
        }

        var problems = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true))
        {
            throw new ArchiveStartException(string.Join("\n", problems.Select(p =>
                $"Setting {string.Join(", ", p.MemberNames.Select(m => $"Archive__{m}"))}: {p.ErrorMessage}")));
        }

        if (!string.IsNullOrEmpty(options.CitationStyle) && CustomStyle.ProblemOf(options.CitationStyle) is { } problem)
        {
            throw new ArchiveStartException($"Setting Archive__CitationStyle: {problem}.");
        }

        return options;
    }
}
