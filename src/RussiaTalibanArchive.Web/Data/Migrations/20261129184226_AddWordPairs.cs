using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RussiaTalibanArchive.Web.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddWordPairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<short[]>(
                name: "pairs",
                table: "search_items",
                type: "smallint[]",
                nullable: true);

            // Numbers without an order do not shrink, and the planner need not know which are frequent: few items have any of them.
            migrationBuilder.Sql("ALTER TABLE search_items ALTER COLUMN pairs SET STORAGE EXTERNAL, ALTER COLUMN pairs SET STATISTICS 0");

            migrationBuilder.CreateIndex(
                name: "ix_search_items_pairs",
                table: "search_items",
                column: "pairs")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_search_items_pairs",
                table: "search_items");

            migrationBuilder.DropColumn(
                name: "pairs",
                table: "search_items");
        }
    }
}
