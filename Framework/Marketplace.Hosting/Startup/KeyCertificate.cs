using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Marketplace.Abstractions;
using Marketplace.Hosting.Storage;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Hosting.Startup;

/// <summary>
/// The certificate that encrypts the key ring in the host database: the file that <c>Marketplace:KeyCertificate</c> names (PKCS#12, with
/// <c>Marketplace:KeyCertificatePassword</c>), or on SQLite one made at the first start beside the data, readable by its owner alone.
/// </summary>
internal static class KeyCertificate
{
    private const string Setting = "Marketplace:KeyCertificate";

    /// <param name="isShared">Several processes may share the database but not the data folder, so that none is made.</param>
    /// <exception cref="StartupException">The file cannot be read.</exception>
    public static X509Certificate2? Find(IConfiguration configuration, AppData appData, bool isShared)
    {
        var set = configuration[Setting] is { Length: > 0 } path ? path : null;
        if (set is null && isShared)
            return null;
        var file = set ?? Path.Combine(appData.Folder, "keys", "host.pfx");
        if (set is null && !File.Exists(file))
            Create(file);
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, configuration[Setting + "Password"]);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The certificate '{file}' that protects the keys cannot be read ({e.Message.TrimEnd('.')}): restore it, or correct "
                + $"{Setting} and {Setting}Password.", e);
        }
    }

    private static void Create(string file)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Marketplace key ring", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Written aside, then moved: a start that is cut short must not leave half a key.
        var making = file + ".new";
        File.WriteAllBytes(making, certificate.Export(X509ContentType.Pkcs12));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(making, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(making, file, overwrite: true);
    }
}
