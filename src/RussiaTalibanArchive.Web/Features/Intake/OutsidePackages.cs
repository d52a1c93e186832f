namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>In which package each system has an outside program. <see langword="null"/> where it has none.</summary>
/// <param name="Name">As <see cref="OutsideTool.Name"/>.</param>
/// <param name="Debian">For <c>apt-get</c>.</param>
/// <param name="Fedora">For <c>dnf</c>.</param>
/// <param name="Arch">For <c>pacman</c>.</param>
/// <param name="Homebrew">For <c>brew</c>.</param>
internal sealed record OutsidePackages(string Name, string? Debian, string? Fedora, string? Arch, string? Homebrew)
{
    public static IReadOnlyList<OutsidePackages> All { get; } =
    [
        new("pdftoppm", "poppler-utils", "poppler-utils", "poppler", "poppler"),
        new("tesseract", "tesseract-ocr", "tesseract", "tesseract", "tesseract"),
        Model("ara"),
        Model("fas"),
        Model("pus"),
        Model("rus"),
        Model("eng") with { Homebrew = "tesseract" },
        Model("osd") with { Fedora = "tesseract-osd", Homebrew = "tesseract" },
        new("msgconvert", "libemail-outlook-message-perl libemail-address-perl", "perl-Email-Outlook-Message", null, null),
        new("bwrap", "bubblewrap", "bubblewrap", "bubblewrap", null),
    ];

    /// <summary>The commands, each with the program that it needs.</summary>
    public IEnumerable<(string Installer, InstallCommand Command)> Installs()
    {
        (string Installer, string System, string Command, string? Package)[] all =
        [
            ("apt-get", "Debian, Ubuntu", "sudo apt-get install -y", Debian),
            ("dnf", "Fedora", "sudo dnf install -y", Fedora),
            ("pacman", "Arch", "sudo pacman -S --noconfirm", Arch),
            ("brew", "Homebrew", "brew install", Homebrew),
        ];
        return all.Where(one => one.Package is not null)
            .Select(one => (one.Installer, new InstallCommand(one.System, $"{one.Command} {one.Package}")));
    }

    private static OutsidePackages Model(string model) =>
        new(OutsideTools.ModelName(model), "tesseract-ocr-" + model, "tesseract-langpack-" + model, "tesseract-data-" + model, "tesseract-lang");
}
