using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>What was brought in at one time: some files, a folder, an archive, an address. Editors only.</summary>
public sealed class IntakeBatch
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>From 1, given by the database; the batch's address.</summary>
    public int Number { get; init; }

    /// <summary>What the sender of a form chose, so that a form sent twice makes one batch.</summary>
    public required Guid Key { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
    public Guid? ById { get; init; }
    public required string By { get; init; }
    public required IntakeDoor Door { get; init; }

    /// <summary>BCP 47 language of its files, where the editor named one.</summary>
    public string? Language { get; init; }

    /// <summary>Whether its documents become public. Those with hidden marks stay drafts.</summary>
    public bool Publish { get; init; }

    public List<IntakeFile> Files { get; } = [];
}

/// <summary>Which way it came in.</summary>
public enum IntakeDoor
{
    Browser,
    Command,
    Address,
    Program,
}

/// <summary>
/// One file of a batch, and how far it has come. Its original is safely stored before the row is there. A file inside a file
/// (an attachment, a member of an archive) is a row of its own under its <see cref="Parent"/>.
/// </summary>
public sealed class IntakeFile
{
    /// <summary>How deep archives and messages may lie in each other.</summary>
    public const int MaxDepth = 5;

    /// <summary>After so many starts that ended with the program itself, the file is given up.</summary>
    public const int MaxAttempts = 5;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid BatchId { get; init; }
    public IntakeBatch Batch { get; init; } = null!; // EF fills it

    /// <summary>Names the file within its batch, so that a request sent again does not add it twice.</summary>
    public required string Key { get; init; }

    public Guid? ParentId { get; init; }
    public IntakeFile? Parent { get; init; }

    /// <summary>How many files it lies in.</summary>
    public int Depth { get; init; }

    /// <summary>The name it came under, folders included: a label, and dangerous to the source.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of its bytes; <see langword="null"/> only for a file inside a file that was not taken out.</summary>
    public string? Sha256 { get; init; }
    public StoredFile? Stored { get; init; }

    public long LengthBytes { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public FileKind? Kind { get; set; }
    public required IntakeState State { get; set; }

    /// <summary>What was being done when it failed.</summary>
    public IntakeState? FailedAfter { get; set; }

    /// <summary>Why it failed or waits: the key of a translated sentence.</summary>
    public string? Problem { get; set; }

    /// <summary>What fills the gaps of <see cref="Problem"/>.</summary>
    public List<string> ProblemArguments { get; set; } = [];

    /// <summary>Whether a password would help.</summary>
    public bool NeedsPassword { get; set; }

    /// <summary>The program that it waits for, such as <c>tesseract</c>.</summary>
    public string? MissingTool { get; set; }

    /// <summary>The password that an editor gave, protected; gone when the file is ready.</summary>
    public string? ProtectedPassword { get; set; }

    /// <summary>The character encoding that an editor named; see <see cref="ReadJob.Encoding"/>.</summary>
    public string? Encoding { get; set; }

    /// <summary>The encoding that the text was read in.</summary>
    public string? DetectedEncoding { get; set; }

    /// <summary>What a manifest says of the document: a line of JSON.</summary>
    public string? Record { get; init; }

    /// <summary>The document it became; for a duplicate the one that was here already.</summary>
    public Guid? DocumentId { get; set; }
    public Document? Document { get; set; }

    /// <summary>For a duplicate of a file that had not become a document yet: that file.</summary>
    public Guid? SameAsId { get; init; }
    public IntakeFile? SameAs { get; init; }

    public int PageCount { get; set; }

    /// <summary>Pages done in the step at hand.</summary>
    public int PagesDone { get; set; }

    public int Attempts { get; set; }

    /// <summary>Who works on it: a name made for each start.</summary>
    public Guid? Lease { get; set; }

    /// <summary>Until when an instance of the program works on it, by the database's clock.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
}

/// <summary>How far a file has come. The first four are on their way.</summary>
public enum IntakeState
{
    /// <summary>Its original is safely stored.</summary>
    Received,

    /// <summary>Its type is known.</summary>
    Identified,

    /// <summary>Its text has been taken out or recognised.</summary>
    Text,

    /// <summary>The pictures of its pages are made.</summary>
    Pages,

    /// <summary>It is a document.</summary>
    Ready,
    Failed,

    /// <summary>It waits for a program that is not installed.</summary>
    Waiting,

    /// <summary>The archive held the same bytes already.</summary>
    Duplicate,

    /// <summary>It was an archive, and what it holds is listed under it.</summary>
    Unpacked,
}

internal sealed class IntakeBatchTable : IEntityTypeConfiguration<IntakeBatch>
{
    public void Configure(EntityTypeBuilder<IntakeBatch> batch)
    {
        batch.Property(b => b.Number).UseIdentityAlwaysColumn();
        batch.HasIndex(b => b.Number).IsUnique();
        batch.HasIndex(b => b.Key).IsUnique();
        batch.Property(b => b.Door).HasConversion<string>();
    }
}

internal sealed class IntakeFileTable : IEntityTypeConfiguration<IntakeFile>
{
    public void Configure(EntityTypeBuilder<IntakeFile> file)
    {
        file.Property(f => f.Kind).HasConversion<string>();
        file.Property(f => f.State).HasConversion<string>();
        file.Property(f => f.FailedAfter).HasConversion<string>();
        file.HasOne(f => f.Batch).WithMany(b => b.Files).HasForeignKey(f => f.BatchId);
        file.HasOne(f => f.Parent).WithMany().HasForeignKey(f => f.ParentId);
        file.HasOne(f => f.SameAs).WithMany().HasForeignKey(f => f.SameAsId);
        file.HasOne(f => f.Stored).WithMany().HasForeignKey(f => f.Sha256);
        file.HasOne(f => f.Document).WithMany().HasForeignKey(f => f.DocumentId);
        file.HasIndex(f => new { f.BatchId, f.Key }).IsUnique();
        file.HasIndex(f => new { f.BatchId, f.State });
        file.HasIndex(f => f.ReceivedAt).HasFilter("state IN ('Received', 'Identified', 'Text', 'Pages')").HasDatabaseName("ix_intake_files_on_their_way");
    }
}
