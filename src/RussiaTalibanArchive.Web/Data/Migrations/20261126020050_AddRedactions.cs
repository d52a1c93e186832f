using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RussiaTalibanArchive.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddRedactions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "redrawing",
                table: "document_pages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "unredacted",
                table: "document_pages",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "redactions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_redactions", x => x.id);
                    table.ForeignKey(
                        name: "fk_redactions_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "redacted_boxes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    redaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    page = table.Column<int>(type: "integer", nullable: false),
                    x = table.Column<int>(type: "integer", nullable: false),
                    y = table.Column<int>(type: "integer", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_redacted_boxes", x => x.id);
                    table.CheckConstraint("ck_redacted_boxes_on_page", "page > 0 and width > 0 and height > 0");
                    table.ForeignKey(
                        name: "fk_redacted_boxes_redactions_redaction_id",
                        column: x => x.redaction_id,
                        principalTable: "redactions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "redacted_places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    redaction_id = table.Column<Guid>(type: "uuid", nullable: false),
                    text_id = table.Column<Guid>(type: "uuid", nullable: false),
                    start = table.Column<int>(type: "integer", nullable: false),
                    length = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_redacted_places", x => x.id);
                    table.CheckConstraint("ck_redacted_places_in_text", "start >= 0 and length > 0");
                    table.ForeignKey(
                        name: "fk_redacted_places_redactions_redaction_id",
                        column: x => x.redaction_id,
                        principalTable: "redactions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_redacted_places_texts_text_id",
                        column: x => x.text_id,
                        principalTable: "texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_document_pages_redrawing",
                table: "document_pages",
                column: "redrawing",
                filter: "redrawing IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_redacted_boxes_redaction_id",
                table: "redacted_boxes",
                column: "redaction_id");

            migrationBuilder.CreateIndex(
                name: "ix_redacted_places_redaction_id",
                table: "redacted_places",
                column: "redaction_id");

            migrationBuilder.CreateIndex(
                name: "ix_redacted_places_text_id",
                table: "redacted_places",
                column: "text_id");

            migrationBuilder.CreateIndex(
                name: "ix_redactions_document_id",
                table: "redactions",
                column: "document_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "redacted_boxes");

            migrationBuilder.DropTable(
                name: "redacted_places");

            migrationBuilder.DropTable(
                name: "redactions");

            migrationBuilder.DropIndex(
                name: "ix_document_pages_redrawing",
                table: "document_pages");

            migrationBuilder.DropColumn(
                name: "redrawing",
                table: "document_pages");

            migrationBuilder.DropColumn(
                name: "unredacted",
                table: "document_pages");
        }
    }
}
