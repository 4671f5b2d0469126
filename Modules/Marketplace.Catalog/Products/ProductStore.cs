using Marketplace.Data;

namespace Marketplace.Catalog.Products;

internal sealed class ProductStore(IDatabase database, IAudit audit, TimeProvider time) : IProducts
{
    private const string Columns =
        "id, name, summary, description, category, price, period, vcpu, ram_gb, ssd_gb, attributes, region, certification, icon, "
        + "delivery, position, active";

    public async Task<Product?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await FindAsync(session, id, cancellationToken);
    }

    public Task<Product?> FindAsync(DbSession session, string id, CancellationToken cancellationToken) =>
        session.QuerySingleOrDefaultAsync<Product>($"select {Columns} from catalog_products where id = @id", new { id }, cancellationToken);

    /// <summary>One page in one query: a row more than the page holds tells whether there is a next one.</summary>
    public async Task<ProductPage> SearchAsync(ProductQuery query, CancellationToken cancellationToken)
    {
        var where = new List<string>(3);
        if (query.ActiveOnly)
            where.Add("active = true");
        if (query.Category is not null)
            where.Add("category = @category");
        if (query.Text is not null)
            where.Add("search like @pattern escape '\\'");
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<Product>(
            $"""
             select {Columns} from catalog_products {(where.Count > 0 ? "where " + string.Join(" and ", where) : "")}
             order by {OrderBy(query.Sort)} limit @take offset @skip
             """,
            new { category = query.Category, pattern = Pattern(query.Text), take = query.Size + 1, skip = (query.Page - 1) * query.Size },
            cancellationToken);
        return new ProductPage([.. rows.Take(query.Size)], rows.Count > query.Size);
    }

    public async Task<IReadOnlyList<CategoryPrice>> ListCategoryPricesAsync(CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await session.QueryAsync<CategoryPrice>(
            """select category, min(price) as "from","""
            + """ count(*) as products from catalog_products where active = true and period = 'Month' group by category""",
            cancellationToken: cancellationToken);
    }

    public Task SaveAsync(UnitOfWork transaction, Product product, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            $"""
             insert into catalog_products ({Columns}, search, created_at, updated_at)
             values (@Id, @Name, @Summary, @Description, @Category, @Price, @period, @Vcpu, @RamGb, @SsdGb, @Attributes, @Region,
             @Certification, @Icon,
               @Delivery, @Position, @Active, @search, @now, @now)
             on conflict (id) do update set name = excluded.name, summary = excluded.summary, description = excluded.description,
               category = excluded.category, price = excluded.price, period = excluded.period, vcpu = excluded.vcpu,
               ram_gb = excluded.ram_gb,
               ssd_gb = excluded.ssd_gb, attributes = excluded.attributes, region = excluded.region, certification = excluded.certification,
               icon = excluded.icon, delivery = excluded.delivery, position = excluded.position, active = excluded.active,
               search = excluded.search, updated_at = excluded.updated_at
             """,
            new
            {
                product.Id, product.Name, product.Summary, product.Description, product.Category, product.Price,
                    period = product.Period.ToString(),
                product.Vcpu, product.RamGb, product.SsdGb, product.Attributes, product.Region, product.Certification, product.Icon,
                product.Delivery,
                product.Position, product.Active, search = SearchText(product), now = time.GetUtcNow(),
            },
            cancellationToken);

    /// <summary>Changes what a form edits, where the product is still what the form showed.</summary>
    /// <param name="version">Of <paramref name="edited"/> of the product.</param>
    /// <returns>False and the product as it is now where somebody else changed it meanwhile; null where it is gone.</returns>
    public Task<(bool Saved, Product? Now)> EditAsync<T>(
        string id, string? version, Func<Product, T> edited, Func<Product, Product> change, CancellationToken cancellationToken) =>
            database.InTransactionAsync(
            async db =>
            {
                var now = await db.QuerySingleOrDefaultAsync<Product>(
                    $"select {Columns} from catalog_products where id = @id {db.Dialect.ForUpdate}", new { id }, cancellationToken);
                if (now is null || !RecordVersion.IsOf(edited(now), version))
                    return (false, now);
                var changed = change(now);
                await SaveAsync(db, changed, cancellationToken);
                await audit.WriteAsync(db, ProductActs.Of(now, changed), cancellationToken);
                return (true, now);
            },
            cancellationToken);

    /// <summary>Lower case in .NET, because SQLite's lower() knows ASCII only.</summary>
    private static string SearchText(Product product) =>
        string.Join(' ', product.Name, product.Summary, product.Category, product.Region, product.Id).ToLowerInvariant();

    private static string? Pattern(string? text) =>
        text is null
            ? null
            : "%" + text.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
                .Replace("_", "\\_", StringComparison.Ordinal) + "%";

    private static string OrderBy(ProductSort sort) => sort switch
    {
        ProductSort.PriceLow => "price, id",
        ProductSort.PriceHigh => "price desc, id",
        ProductSort.Name => "name, id",
        _ => "position, id",
    };
}
