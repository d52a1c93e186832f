using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Text.Marks;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>One page of a document as it came: its picture, and where its text comes from.</summary>
public sealed class DocumentPage
{
    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it

    /// <summary>From 1, through the document; the same as the page in its text.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 of the original that the page is in.</summary>
    public required string Sha256 { get; init; }

    public TextSource Source { get; set; }

    /// <summary>BCP 47 language of its text; <see langword="null"/> where it does not tell.</summary>
    public string? Language { get; set; }

    public List<PageNote> Notes { get; set; } = [];

    /// <summary>Names the two files of its picture in <see cref="Files.PictureStore"/>; a new drawing has a new name. <see langword="null"/> while there is none.</summary>
    public Guid? Picture { get; set; }

    /// <summary>The picture as it was before the first redaction of the page. Editors only.</summary>
    public Guid? Unredacted { get; set; }

    /// <summary>Made anew each time the page is redacted; gone when <see cref="Picture"/> has been drawn accordingly.</summary>
    public Guid? Redrawing { get; set; }

    /// <summary>Of the large picture, in pixels.</summary>
    public int PictureWidth { get; set; }

    /// <inheritdoc cref="PictureWidth"/>
    public int PictureHeight { get; set; }

    /// <summary>Why it has no picture or no text: the key of a translated sentence.</summary>
    public string? Problem { get; set; }
}

/// <summary>Where each word of a page stands. Apart from the page, since it is large and seldom asked for.</summary>
public sealed class PageWords
{
    public Guid DocumentId { get; init; }
    public required int Number { get; init; }
    public DocumentPage Page { get; init; } = null!; // EF fills it

    /// <summary>The version of the text whose page the positions count in.</summary>
    public required Guid TextId { get; set; }

    /// <summary>
    /// Seven numbers a word: start and length in UTF-16 code units of the page's text; left, top, width and height in
    /// ten-thousandths of the page; confidence of recognition from 0 to 100, or -1.
    /// </summary>
    public required int[] Boxes { get; set; }

    public IEnumerable<WordBox> Words => Boxes.Chunk(7).Select(b => new WordBox(b[0], b[1], b[2], b[3], b[4], b[5], b[6] < 0 ? null : b[6]));

    public static int[] Pack(IEnumerable<WordBox> words) =>
        [.. words.SelectMany(w => new[] { w.Start, w.Length, w.X, w.Y, w.Width, w.Height, w.Confidence ?? -1 })];
}

/// <summary>What an original says of itself or its maker. Editors only.</summary>
public sealed class DocumentFinding
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it
    public required FindingKind Kind { get; init; }

    /// <summary>See <see cref="FileFinding.Label"/>.</summary>
    public required string Label { get; init; }

    public required string Value { get; init; }
    public int? Page { get; init; }
}

/// <summary>
/// A text as it came, with marks that cannot be seen. What everyone reads and copies is <see cref="DocumentText.Body"/>, the
/// normalised form; this one never leaves. Editors only.
/// </summary>
public sealed class RawText
{
    public Guid TextId { get; init; }
    public DocumentText Text { get; init; } = null!; // EF fills it
    public required string Body { get; init; }

    /// <summary>How many marks are suspicious, anywhere or in their context.</summary>
    public required int Suspicious { get; init; }

    /// <summary>Who looked at the marks and let the text be published.</summary>
    public string? AcceptedBy { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>Keeps a text as it came where it holds hidden marks, or differs from its normalised form.</summary>
    /// <param name="text">Its normalised form.</param>
    /// <param name="raw">As it came.</param>
    /// <param name="role">What was recognised from a picture holds no mark of the file, only slips that look like some.</param>
    public static RawText? Of(DocumentText text, string raw, TextRole role)
    {
        ArgumentNullException.ThrowIfNull(text);
        var suspicious = role == TextRole.Ocr ? 0 : HiddenMarks.Find(raw, text.Language).Count;
        return suspicious == 0 && raw == text.Body ? null : new() { TextId = text.Id, Body = raw, Suspicious = suspicious };
    }
}

/// <summary>What near-duplicates of a document's text are found by.</summary>
public sealed class DocumentSketch
{
    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it

    /// <summary>Of the whole text, folded.</summary>
    public required long FoldedHash { get; set; }

    public required long[] Bands { get; set; }
    public required int ShingleCount { get; set; }
}

/// <summary>The head of a message that a document is.</summary>
public sealed class DocumentMail
{
    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it
    public List<string> From { get; init; } = [];
    public List<string> To { get; init; } = [];
    public List<string> Cc { get; init; } = [];

    /// <summary>Without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>Ids of the messages that it answers, oldest first.</summary>
    public List<string> References { get; init; } = [];

    /// <summary>The first of <see cref="References"/>, else its own id: what a thread has in common.</summary>
    public string? ThreadId { get; init; }
}

internal sealed class DocumentPageTable : IEntityTypeConfiguration<DocumentPage>
{
    public void Configure(EntityTypeBuilder<DocumentPage> page)
    {
        page.HasKey(p => new { p.DocumentId, p.Number });
        page.HasOne(p => p.Document).WithMany(d => d.Pages).HasForeignKey(p => p.DocumentId);
        page.Property(p => p.Source).HasConversion<string>();
        page.PrimitiveCollection(p => p.Notes).ElementType(note => note.HasConversion<string>());
        page.HasIndex(p => p.Picture);
        page.HasIndex(p => p.Redrawing).HasFilter("redrawing IS NOT NULL");
    }
}

internal sealed class PageWordsTable : IEntityTypeConfiguration<PageWords>
{
    public void Configure(EntityTypeBuilder<PageWords> words)
    {
        words.HasKey(w => new { w.DocumentId, w.Number });
        words.HasOne(w => w.Page).WithOne().HasForeignKey<PageWords>(w => new { w.DocumentId, w.Number });
        words.HasOne<DocumentText>().WithMany().HasForeignKey(w => w.TextId);
        words.Ignore(w => w.Words);
    }
}

internal sealed class DocumentFindingTable : IEntityTypeConfiguration<DocumentFinding>
{
    public void Configure(EntityTypeBuilder<DocumentFinding> finding)
    {
        finding.Property(f => f.Kind).HasConversion<string>();
        finding.HasOne(f => f.Document).WithMany(d => d.Findings).HasForeignKey(f => f.DocumentId);
    }
}

internal sealed class RawTextTable : IEntityTypeConfiguration<RawText>
{
    public void Configure(EntityTypeBuilder<RawText> raw)
    {
        raw.HasKey(r => r.TextId);
        raw.HasOne(r => r.Text).WithOne(t => t.Raw).HasForeignKey<RawText>(r => r.TextId);
    }
}

internal sealed class DocumentSketchTable : IEntityTypeConfiguration<DocumentSketch>
{
    public void Configure(EntityTypeBuilder<DocumentSketch> sketch)
    {
        sketch.HasKey(s => s.DocumentId);
        sketch.HasOne(s => s.Document).WithOne().HasForeignKey<DocumentSketch>(s => s.DocumentId);
        sketch.HasIndex(s => s.FoldedHash);
        sketch.HasIndex(s => s.Bands).HasMethod("gin");
    }
}

internal sealed class DocumentMailTable : IEntityTypeConfiguration<DocumentMail>
{
    public void Configure(EntityTypeBuilder<DocumentMail> mail)
    {
        mail.HasKey(m => m.DocumentId);
        mail.HasOne(m => m.Document).WithOne(d => d.Mail).HasForeignKey<DocumentMail>(m => m.DocumentId);
        mail.HasIndex(m => m.ThreadId);
        mail.HasIndex(m => m.MessageId);
    }
}
