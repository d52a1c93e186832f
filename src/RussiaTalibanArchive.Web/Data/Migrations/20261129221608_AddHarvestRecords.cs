using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RussiaTalibanArchive.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddHarvestRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "harvest_records",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    live_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    gone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_harvest_records", x => x.item_id);
                });

            // What visitors see, and what they once saw. A quotation became public with its source; whether a withdrawn one ever did, its revisions tell.
            migrationBuilder.Sql(
                """
                INSERT INTO harvest_records (item_id, kind, reference, live_at, gone_at)
                SELECT id, 1, reference, CASE WHEN withdrawn_at IS NULL AND status = 'Public' THEN greatest(updated_at, embargo_until) END,
                    CASE WHEN published_at < withdrawn_at THEN withdrawn_at END
                FROM documents
                UNION ALL
                SELECT id, 2, reference, CASE WHEN withdrawn_at IS NULL AND status = 'Public' THEN greatest(updated_at, embargo_until) END,
                    CASE WHEN published_at < withdrawn_at THEN withdrawn_at END
                FROM articles
                UNION ALL
                SELECT q.id, 3, q.reference,
                    CASE WHEN q.withdrawn_at IS NULL AND s.withdrawn_at IS NULL AND q.status IN ('Checked', 'Disputed') AND s.status = 'Public'
                        THEN greatest(q.updated_at, s.published_at, s.embargo_until) END,
                    CASE
                        WHEN q.withdrawn_at IS NOT NULL AND s.published_at < q.withdrawn_at AND (q.published_at < q.withdrawn_at OR (
                            SELECT r.snapshot ->> 'status' FROM revisions r WHERE r.kind = 'Quotation' AND r.item_id = q.id AND r.snapshot ->> 'status' IS DISTINCT FROM 'withdrawn'
                            ORDER BY r.number DESC LIMIT 1) IN ('checked', 'disputed')) THEN q.withdrawn_at
                        WHEN q.withdrawn_at IS NULL AND q.status IN ('Checked', 'Disputed') AND s.published_at < s.withdrawn_at THEN s.withdrawn_at END
                FROM quotations q
                JOIN (
                    SELECT id, status, published_at, withdrawn_at, embargo_until FROM documents
                    UNION ALL SELECT id, status, published_at, withdrawn_at, embargo_until FROM articles) s ON s.id = coalesce(q.document_id, q.article_id)
                """);

            migrationBuilder.CreateIndex(
                name: "ix_harvest_records_kind_gone_at_reference",
                table: "harvest_records",
                columns: new[] { "kind", "gone_at", "reference" },
                filter: "gone_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_harvest_records_kind_live_at_reference",
                table: "harvest_records",
                columns: new[] { "kind", "live_at", "reference" },
                filter: "live_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_harvest_records_kind_reference",
                table: "harvest_records",
                columns: new[] { "kind", "reference" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "harvest_records");
        }
    }
}
