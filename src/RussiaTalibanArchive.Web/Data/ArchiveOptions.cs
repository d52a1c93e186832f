using System.ComponentModel.DataAnnotations;

namespace RussiaTalibanArchive.Web.Data;

/// <summary>The settings under <c>Archive</c>. A wrong one stops the start.</summary>
public sealed record ArchiveOptions
{
    /// <summary>Where the archive keeps its files, its keys and its embedded database; <c>data/</c> under the repository or the program when empty.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>The name of the archive on every page.</summary>
    [Required, StringLength(120)]
    public string Title { get; set; } = "Russia–Taliban Archive";

    /// <summary>What references given from now on begin with.</summary>
    [RegularExpression("^[A-Z][A-Z0-9]{0,9}$", ErrorMessage = "Archive:ReferencePrefix takes 1 to 10 capital Latin letters and digits, a letter first.")]
    public string ReferencePrefix { get; set; } = "RTA";

    /// <summary>The address that visitors use, such as <c>https://archive.example.org</c>; the request's own when empty.</summary>
    [Url]
    public string? PublicUrl { get; set; }

    /// <summary>Whether an empty archive is filled with the sample dossier at its first start.</summary>
    public bool Sample { get; set; } = true;

    /// <summary>Whether visitors read public items without an account.</summary>
    public bool Public { get; set; } = true;

    /// <summary>The folder of the PostgreSQL programs for the embedded database; looked for when empty.</summary>
    public string? PostgresBinaries { get; set; }

    /// <summary>The largest file that is taken, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxFileBytes { get; set; } = 2L << 30;

    /// <summary>How long a search may take; one that would take longer is answered from titles and names alone, and says so.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00", ErrorMessage = "Archive:SearchTimeout takes 00:00:00.050 to 00:01:00.")]
    public TimeSpan SearchTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many files are read at once; as many as there are processors when 0. This instance reads none when it is -1.</summary>
    [Range(-1, 64)]
    public int IntakeWorkers { get; set; }

    /// <summary>Memory that the processes reading one file may use together, in megabytes.</summary>
    [Range(256, 65536)]
    public int WorkerMemoryMegabytes { get; set; } = 640;

    /// <summary>Whether editors may have web pages fetched by their address. The site that is asked sees the network address of the asker.</summary>
    public bool FetchAddresses { get; set; } = true;

    /// <summary>How often an account may ask the interface for programs in a minute; a network without one, half as often.</summary>
    [Range(1, 1_000_000)]
    public int ApiRequestsPerMinute { get; set; } = 600;

    /// <summary>Where harvesters are told to write to; <c>webmaster</c> of the host when empty.</summary>
    [EmailAddress]
    public string? ContactEmail { get; set; }

    /// <summary>A file in the Citation Style Language (<c>.csl</c>) that citations are offered in first; none when empty.</summary>
    public string? CitationStyle { get; set; }

    /// <summary>The proxy that fetches them, such as <c>socks5://127.0.0.1:9050</c> for Tor; none when empty.</summary>
    [RegularExpression(@"^(http|socks4a|socks5)://[A-Za-z0-9.\-\[\]:]+:[0-9]{1,5}/?$", ErrorMessage = "Archive:FetchProxy takes an address with its port, such as socks5://127.0.0.1:9050.")]
    public string? FetchProxy { get; set; }
}
