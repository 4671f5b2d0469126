using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Hosting.Pipeline;

/// <summary>
/// Files of modules and themes. The build compressed scripts and styles already; browsers that can read them so get those.
/// </summary>
internal static class TenantFiles
{
    private const string Gzip = ".gz";

    private static readonly string[] Compressed = [".css", ".js", ".svg", ".json", ".map"];
    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void Use(IApplicationBuilder app)
    {
        var files = app.ApplicationServices.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        app.Use((context, next) =>
        {
            if (CompressedPath(context.Request, files) is { } path)
                context.Request.Path = path;
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Prepare });
    }

    private static string? CompressedPath(HttpRequest request, IFileProvider files)
    {
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || !Compressed.Contains(Path.GetExtension(request.Path.Value), StringComparer.OrdinalIgnoreCase)
            || !request.GetTypedHeaders().AcceptEncoding.Any(
                x => x.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && x.Quality is null or > 0))
            return null;
        var path = request.Path.Value + Gzip;
        return files.GetFileInfo(path).Exists ? path : null;
    }

    private static void Prepare(StaticFileResponseContext context)
    {
        var (request, headers) = (context.Context.Request, context.Context.Response.Headers);
        var path = request.Path.Value!;
        if (path.EndsWith(Gzip, StringComparison.Ordinal))
        {
            path = path[..^Gzip.Length];
            headers.ContentEncoding = "gzip";
            headers.ContentType = Types.TryGetContentType(path, out var type) ? type : "application/octet-stream";
        }

        var extension = Path.GetExtension(path);
        if (Compressed.Contains(extension, StringComparer.OrdinalIgnoreCase))
            headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        // An address with a version never changes what it answers. Scripts import each other without one, and must not be mixed with older
        // ones.
        headers.CacheControl = request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : extension is ".js" or ".css"
            ? "no-cache"
            : "public, max-age=3600";
    }
}
